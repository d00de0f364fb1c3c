; Types are constants: const Name = struct { … };

(variable_declaration (identifier) @name (struct_declaration "{" @body)) @definition.struct
(variable_declaration (identifier) @name (enum_declaration "{" @body)) @definition.enum
(variable_declaration (identifier) @name (union_declaration "{" @body)) @definition.union
(variable_declaration (identifier) @name (error_set_declaration)) @definition.enum
(function_declaration name: (identifier) @name body: (block) @body) @definition.function
(function_declaration name: (identifier) @name) @definition.function
(test_declaration [(string) (identifier)] @name (block) @body) @definition.test
(source_file (variable_declaration . "pub" . "const" . (identifier) @name) @definition.constant)
(source_file (variable_declaration . "const" . (identifier) @name) @definition.constant)

; Comments

(comment) @comment

; Imports, calls

(builtin_function
  (builtin_identifier) @_builtin
  (arguments (string (string_content) @module))
  (#eq? @_builtin "@import")) @import

(call_expression function: (identifier) @callee) @call
(call_expression function: (field_expression object: (_) @receiver member: (identifier) @callee)) @call
