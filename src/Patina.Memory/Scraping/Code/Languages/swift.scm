; Types, functions

(class_declaration "struct" name: (type_identifier) @name body: (class_body) @body) @definition.struct
(class_declaration "enum" name: (type_identifier) @name body: (enum_class_body) @body) @definition.enum
(class_declaration "extension" name: (user_type) @name body: (class_body) @body) @definition.extension
(class_declaration "actor" name: (type_identifier) @name body: (class_body) @body) @definition.class
(class_declaration name: (type_identifier) @name body: (class_body) @body) @definition.class
(protocol_declaration name: (type_identifier) @name body: (protocol_body) @body) @definition.protocol
(typealias_declaration name: (type_identifier) @name) @definition.type

(function_declaration name: (simple_identifier) @name body: (function_body) @body) @definition.function
(protocol_function_declaration name: (simple_identifier) @name) @definition.function
(init_declaration name: "init" @name body: (function_body) @body) @definition.constructor
(source_file (property_declaration name: (pattern bound_identifier: (simple_identifier) @name)) @definition.constant)
(class_body (property_declaration name: (pattern bound_identifier: (simple_identifier) @name) computed_value: (computed_property) @body) @definition.property)
(class_body (property_declaration name: (pattern bound_identifier: (simple_identifier) @name)) @definition.property)
(enum_class_body (property_declaration name: (pattern bound_identifier: (simple_identifier) @name) computed_value: (computed_property) @body) @definition.property)

; Comments, attributes

(comment) @comment
(multiline_comment) @comment
(modifiers (attribute) @attribute)

; Imports, calls

(import_declaration (identifier) @module) @import

(call_expression (simple_identifier) @callee) @call
(call_expression (navigation_expression target: (_) @receiver suffix: (navigation_suffix suffix: (simple_identifier) @callee))) @call
