; What C++ adds to C

(namespace_definition name: (_) @name body: (declaration_list) @body) @scope

(class_specifier name: (_) @name body: (field_declaration_list) @body) @definition.class
(alias_declaration name: (type_identifier) @name) @definition.type
(concept_definition name: (identifier) @name) @definition.concept
(template_declaration
  [
    (function_definition) (class_specifier) (struct_specifier) (union_specifier) (declaration) (alias_declaration)
    (concept_definition) (friend_declaration)
  ] @wrapped) @wrapper
(friend_declaration (function_definition) @wrapped) @wrapper

; Functions: in classes, outside them by a qualified name, operators, destructors

(function_definition
  declarator: [
    (function_declarator
      declarator: [(field_identifier) (qualified_identifier) (destructor_name) (operator_name) (template_function)] @name)
    (pointer_declarator
      declarator: (function_declarator declarator: [(field_identifier) (qualified_identifier) (operator_name)] @name))
    (reference_declarator
      (function_declarator declarator: [(identifier) (field_identifier) (qualified_identifier) (operator_name)] @name))
    (operator_cast type: (_) @name)
    (qualified_identifier name: (operator_cast)) @name
  ]
  body: (_) @body) @definition.function
(function_definition declarator: (function_declarator declarator: (_) @name) (default_method_clause)) @definition.function
(function_definition declarator: (function_declarator declarator: (_) @name) (delete_method_clause)) @definition.function

(field_declaration
  declarator: [
    (function_declarator declarator: (field_identifier) @name)
    (function_declarator declarator: (operator_name) @name)
    (pointer_declarator declarator: (function_declarator declarator: (field_identifier) @name))
    (reference_declarator (function_declarator declarator: (field_identifier) @name))
    (reference_declarator (function_declarator declarator: (operator_name) @name))
  ]) @definition.prototype
(declaration
  declarator: [
    (function_declarator declarator: [(qualified_identifier) (destructor_name) (operator_name)] @name)
    (reference_declarator (function_declarator declarator: (_) @name))
  ]) @definition.prototype

; A constructor's initialisers are no part of its signature

(field_initializer_list) @attribute

; Calls

(call_expression function: (qualified_identifier) @callee) @call
(call_expression function: (template_function name: (identifier) @callee)) @call
(call_expression
  function: (field_expression argument: (_) @receiver field: (template_method name: (field_identifier) @callee))) @call
(new_expression type: (_) @callee) @call
