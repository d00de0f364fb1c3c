; Modules, classes, methods

(module name: (_) @name body: (body_statement) @body) @definition.module
(module name: (_) @name "end" @body) @definition.module
(class name: (_) @name body: (body_statement) @body) @definition.class
(class name: (_) @name "end" @body) @definition.class
(method name: (_) @name body: (_) @body) @definition.function
(method name: (_) @name "end" @body) @definition.function
(singleton_method name: (_) @name body: (_) @body) @definition.function
(singleton_method name: (_) @name "end" @body) @definition.function
(assignment left: (constant) @name) @definition.constant
(alias name: (_) @name) @definition.alias

; Comments

(comment) @comment

; Imports, calls

((call method: (identifier) @_method arguments: (argument_list . (string (string_content) @module))) @import
  (#any-of? @_method "require" "require_relative" "load"))

(call !receiver method: (identifier) @callee) @call
(call receiver: (_) @receiver method: [(identifier) (constant)] @callee) @call
