; Types, classes, functions; a type signature and the equations after it are one definition

(data_type name: (name) @name) @definition.type
(newtype name: (name) @name) @definition.type
(type_synomym name: (name) @name) @definition.type
(class name: (name) @name declarations: (class_declarations) @body) @definition.class
(class name: (name) @name) @definition.class
(instance name: (name) @name declarations: (instance_declarations) @body) @definition.impl

(declarations (signature name: (variable) @name) @definition.function)
(declarations (function name: (variable) @name match: (match) @body) @definition.function)
(declarations (function name: (variable) @name) @definition.function)
(declarations (bind name: (variable) @name match: (match) @body) @definition.function)
(class_declarations (signature name: (variable) @name) @definition.method)
(instance_declarations (function name: (variable) @name match: (match) @body) @definition.method)
(instance_declarations (bind name: (variable) @name match: (match) @body) @definition.method)

; Comments

(comment) @comment
(haddock) @comment

; Imports, calls

(import module: (module) @module) @import

(apply function: (variable) @callee) @call
(apply function: (qualified module: (module) @receiver id: (variable) @callee)) @call
