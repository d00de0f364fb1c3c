; Package, types, functions

(package_header (qualified_identifier) @package)

(class_declaration "interface" name: (identifier) @name (class_body) @body) @definition.interface
(class_declaration "interface" name: (identifier) @name) @definition.interface
(class_declaration (modifiers (class_modifier "enum")) name: (identifier) @name (enum_class_body) @body) @definition.enum
(class_declaration name: (identifier) @name (class_body) @body) @definition.class
(class_declaration name: (identifier) @name) @definition.class
(object_declaration name: (identifier) @name (class_body) @body) @definition.object
(object_declaration name: (identifier) @name) @definition.object
(companion_object name: (identifier) @name (class_body) @body) @definition.object
(type_alias type: (identifier) @name) @definition.type

(function_declaration name: (identifier) @name (function_body) @body) @definition.function
(function_declaration name: (identifier) @name) @definition.function
(source_file (property_declaration (variable_declaration (identifier) @name)) @definition.constant)
(class_body (property_declaration (variable_declaration (identifier) @name)) @definition.property)

; Comments, annotations

(line_comment) @comment
(block_comment) @comment

; Imports, calls

(import (qualified_identifier) @path) @import
(import (identifier) @module) @import

(call_expression (identifier) @callee) @call
(call_expression (navigation_expression (_) @receiver (identifier) @callee .)) @call
