; Functions and classes

(function_declaration name: (identifier) @name body: (statement_block) @body) @definition.function
(generator_function_declaration name: (identifier) @name body: (statement_block) @body) @definition.function
(class_declaration name: (_) @name body: (class_body) @body) @definition.class
(method_definition name: (_) @name body: (statement_block) @body) @definition.method

; Functions and classes with the name of what they are assigned to

(variable_declarator
  name: (identifier) @name
  value: [
    (arrow_function body: (_) @body)
    (function_expression body: (_) @body)
    (generator_function body: (_) @body)
  ]) @definition.function
(variable_declarator name: (identifier) @name value: (class body: (class_body) @body)) @definition.class
(assignment_expression
  left: [(member_expression) (identifier)] @name
  right: [
    (arrow_function body: (_) @body)
    (function_expression body: (_) @body)
    (generator_function body: (_) @body)
  ]) @definition.function
(assignment_expression left: (member_expression) @name right: (class body: (class_body) @body)) @definition.class
(pair
  key: (property_identifier) @name
  value: [
    (arrow_function body: (_) @body)
    (function_expression body: (_) @body)
  ]) @definition.function
(lexical_declaration . ["const" "let"] . (variable_declarator) @wrapped . ";"? .) @wrapper
(variable_declaration . "var" . (variable_declarator) @wrapped . ";"? .) @wrapper
(expression_statement . (assignment_expression) @wrapped . ";"? .) @wrapper
(export_statement declaration: (_) @wrapped) @wrapper

; Constants: those that are exported, and those written in capitals

(program
  (export_statement
    declaration: (lexical_declaration (variable_declarator name: (identifier) @name) @definition.constant)))
(program
  (lexical_declaration (variable_declarator name: (identifier) @name) @definition.constant)
  (#constant-case? @name))

; Comments

(comment) @comment
(decorator) @attribute

; Imports, calls

(import_statement source: (string) @module) @import
(import_statement (import_clause (identifier) @imported) source: (string) @module) @import
(import_statement
  (import_clause (named_imports (import_specifier name: (_) @imported)))
  source: (string) @module) @import
(export_statement source: (string) @module) @import
(export_statement (export_clause (export_specifier name: (_) @imported)) source: (string) @module) @import
((call_expression function: (identifier) @_function arguments: (arguments . (string) @module .)) @import
  (#eq? @_function "require"))
(call_expression function: (import) arguments: (arguments . (string) @module)) @import

(call_expression function: (identifier) @callee) @call
(call_expression function: (member_expression object: (_) @receiver property: (_) @callee)) @call
(new_expression constructor: (identifier) @callee) @call
(new_expression constructor: (member_expression object: (_) @receiver property: (_) @callee)) @call
