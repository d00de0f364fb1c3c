; Namespaces, types

(namespace_declaration name: (_) @name body: (declaration_list) @body) @scope
(file_scoped_namespace_declaration name: (_) @package)

(class_declaration name: (identifier) @name body: (declaration_list) @body) @definition.class
(class_declaration name: (identifier) @name) @definition.class
(struct_declaration name: (identifier) @name body: (declaration_list) @body) @definition.struct
(struct_declaration name: (identifier) @name) @definition.struct
(interface_declaration name: (identifier) @name body: (declaration_list) @body) @definition.interface
(interface_declaration name: (identifier) @name) @definition.interface
(record_declaration name: (identifier) @name body: (declaration_list) @body) @definition.record
(record_declaration name: (identifier) @name) @definition.record
(enum_declaration name: (identifier) @name body: (enum_member_declaration_list) @body) @definition.enum
(enum_declaration name: (identifier) @name) @definition.enum
(delegate_declaration name: (identifier) @name) @definition.delegate

; Members

(method_declaration name: (identifier) @name body: (_) @body) @definition.method
(method_declaration name: (identifier) @name) @definition.method
(constructor_declaration name: (identifier) @name body: (_) @body) @definition.constructor
(constructor_declaration name: (identifier) @name) @definition.constructor
(destructor_declaration name: (identifier) @name body: (_) @body) @definition.destructor
(operator_declaration operator: _ @name body: (_) @body) @definition.operator
(conversion_operator_declaration type: (_) @name body: (_) @body) @definition.operator
(local_function_statement name: (identifier) @name body: (_) @body) @definition.function
(property_declaration name: (identifier) @name accessors: (accessor_list) @body) @definition.property
(property_declaration name: (identifier) @name value: (arrow_expression_clause) @body) @definition.property
(indexer_declaration "this" @name accessors: (accessor_list) @body) @definition.property
(indexer_declaration "this" @name value: (arrow_expression_clause) @body) @definition.property
(event_declaration name: (identifier) @name accessors: (accessor_list) @body) @definition.event
(event_field_declaration (variable_declaration (variable_declarator name: (identifier) @name))) @definition.event
((field_declaration
  (modifier) @_modifier
  (variable_declaration (variable_declarator name: (identifier) @name))) @definition.constant
  (#eq? @_modifier "const"))

; Comments, attributes

(comment) @comment
(attribute_list) @attribute

; Imports, calls

(using_directive [(identifier) (qualified_name)] @module .) @import

(invocation_expression function: (identifier) @callee) @call
(invocation_expression function: (generic_name (identifier) @callee)) @call
(invocation_expression function: (member_access_expression expression: (_) @receiver name: (identifier) @callee)) @call
(invocation_expression
  function: (member_access_expression expression: (_) @receiver name: (generic_name (identifier) @callee))) @call
(invocation_expression
  function: (conditional_access_expression
    condition: (_) @receiver (member_binding_expression name: (identifier) @callee))) @call
(object_creation_expression type: (identifier) @callee) @call
(object_creation_expression type: (generic_name (identifier) @callee)) @call
