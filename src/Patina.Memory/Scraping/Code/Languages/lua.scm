; Functions, and tables of functions

(function_declaration name: (_) @name body: (block) @body) @definition.function
(function_declaration name: (_) @name) @definition.function
(assignment_statement
  (variable_list . name: (_) @name)
  (expression_list . value: (function_definition body: (block) @body))) @definition.function
(field name: (identifier) @name value: (function_definition body: (block) @body)) @definition.function
(variable_declaration . "local" . (assignment_statement) @wrapped .) @wrapper

; Comments

(comment) @comment

; Imports, calls

(function_call
  name: (identifier) @_function
  arguments: (arguments (string content: (string_content) @module))
  (#eq? @_function "require")) @import

(function_call name: (identifier) @callee) @call
(function_call name: (dot_index_expression table: (_) @receiver field: (identifier) @callee)) @call
(function_call name: (method_index_expression table: (_) @receiver method: (identifier) @callee)) @call
