; Modules, types, functions

(mod_item name: (identifier) @name body: (declaration_list) @body) @definition.module
(struct_item name: (type_identifier) @name body: (field_declaration_list) @body) @definition.struct
(struct_item name: (type_identifier) @name) @definition.struct
(union_item name: (type_identifier) @name body: (field_declaration_list) @body) @definition.union
(enum_item name: (type_identifier) @name body: (enum_variant_list) @body) @definition.enum
(trait_item name: (type_identifier) @name body: (declaration_list) @body) @definition.trait
(type_item name: (type_identifier) @name) @definition.type
(associated_type name: (type_identifier) @name) @definition.type
(const_item name: (identifier) @name) @definition.constant
(static_item name: (identifier) @name) @definition.constant
(macro_definition name: (identifier) @name (macro_rule) @body) @definition.macro
(function_item name: (identifier) @name body: (block) @body) @definition.function
(function_signature_item name: (identifier) @name) @definition.function

(impl_item
  type: [
    (type_identifier) @name
    (generic_type type: (_) @name)
    (scoped_type_identifier name: (_) @name)
    (reference_type type: (type_identifier) @name)
    (reference_type type: (generic_type type: (_) @name))
    (primitive_type) @name
  ]
  body: (declaration_list) @body) @definition.impl

; Comments, attributes

(line_comment) @comment
(block_comment) @comment
(line_comment inner: (inner_doc_comment_marker)) @doc
(block_comment inner: (inner_doc_comment_marker)) @doc
(attribute_item) @attribute

; Imports, calls

(use_declaration argument: (_) @path) @import
(extern_crate_declaration name: (identifier) @module) @import

(call_expression function: (identifier) @callee) @call
(call_expression function: (field_expression value: (_) @receiver field: (field_identifier) @callee)) @call
(call_expression function: (scoped_identifier path: (_) @receiver name: (identifier) @callee)) @call
(call_expression function: (generic_function function: (identifier) @callee)) @call
(call_expression function: (generic_function function: (field_expression value: (_) @receiver field: (field_identifier) @callee))) @call
(call_expression function: (generic_function function: (scoped_identifier path: (_) @receiver name: (identifier) @callee))) @call
(macro_invocation macro: (identifier) @callee) @call
