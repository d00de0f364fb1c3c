; Packages, types

(package_clause name: (package_identifier) @package !body)
(package_clause name: (package_identifier) @name body: (_) @body) @scope

(package_object name: (_) @name body: (_) @body) @definition.object
(class_definition name: (_) @name body: (_) @body) @definition.class
(class_definition name: (_) @name) @definition.class
(trait_definition name: (_) @name body: (_) @body) @definition.trait
(trait_definition name: (_) @name) @definition.trait
(object_definition name: (_) @name body: (_) @body) @definition.object
(object_definition name: (_) @name) @definition.object
(enum_definition name: (_) @name body: (_) @body) @definition.enum
(type_definition name: (_) @name) @definition.type

; Functions, values

(function_definition name: (_) @name body: (_) @body) @definition.function
(function_declaration name: (_) @name) @definition.function
(val_definition pattern: (identifier) @name value: (_) @body) @definition.value
(var_definition pattern: (identifier) @name value: (_) @body) @definition.variable
(val_declaration name: (_) @name) @definition.value
(given_definition name: (_) @name body: (_) @body) @definition.given

; Comments, annotations

(comment) @comment
(block_comment) @comment
(annotation) @attribute

; Imports, calls

(import_declaration) @import @path

(call_expression function: (identifier) @callee) @call
(call_expression function: (field_expression value: (_) @receiver field: (_) @callee)) @call
(call_expression function: (generic_function function: (identifier) @callee)) @call
(call_expression
  function: (generic_function function: (field_expression value: (_) @receiver field: (_) @callee))) @call
(instance_expression (type_identifier) @callee) @call
(instance_expression (generic_type type: (type_identifier) @callee)) @call
