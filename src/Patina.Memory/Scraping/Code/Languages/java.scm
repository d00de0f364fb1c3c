; Package, types

(package_declaration [(identifier) (scoped_identifier)] @package)

(class_declaration name: (identifier) @name body: (class_body) @body) @definition.class
(interface_declaration name: (identifier) @name body: (interface_body) @body) @definition.interface
(annotation_type_declaration name: (identifier) @name body: (annotation_type_body) @body) @definition.interface
(enum_declaration name: (identifier) @name body: (enum_body) @body) @definition.enum
(record_declaration name: (identifier) @name body: (class_body) @body) @definition.record

; Members

(method_declaration name: (identifier) @name body: (block) @body) @definition.method
(method_declaration name: (identifier) @name) @definition.method
(constructor_declaration name: (identifier) @name body: (constructor_body) @body) @definition.constructor
(compact_constructor_declaration name: (identifier) @name body: (block) @body) @definition.constructor
(annotation_type_element_declaration name: (identifier) @name) @definition.method
(constant_declaration declarator: (variable_declarator name: (identifier) @name)) @definition.constant
((field_declaration declarator: (variable_declarator name: (identifier) @name)) @definition.constant
  (#constant-case? @name))

; Comments, annotations

(line_comment) @comment
(block_comment) @comment
(marker_annotation) @attribute
(annotation) @attribute

; Imports, calls

(import_declaration (scoped_identifier) @path .) @import
(import_declaration (scoped_identifier) @module (asterisk)) @import

(method_invocation !object name: (identifier) @callee) @call
(method_invocation object: (_) @receiver name: (identifier) @callee) @call
(object_creation_expression type: (type_identifier) @callee) @call
(object_creation_expression type: (scoped_type_identifier) @callee) @call
(object_creation_expression type: (generic_type [(type_identifier) (scoped_type_identifier)] @callee)) @call
