; Modules, functions: all are calls of macros

(call
  target: (identifier) @_macro
  (arguments (alias) @name)
  (do_block) @body
  (#any-of? @_macro "defmodule" "defprotocol")) @definition.module
(call
  target: (identifier) @_macro
  (arguments . (alias) @name)
  (do_block) @body
  (#eq? @_macro "defimpl")) @definition.impl

(call
  target: (identifier) @_macro
  (arguments . [
    (identifier) @name
    (call target: (identifier) @name)
    (binary_operator left: (identifier) @name operator: "when")
    (binary_operator left: (call target: (identifier) @name) operator: "when")
  ])
  (do_block) @body
  (#any-of? @_macro "def" "defp" "defdelegate" "defguard" "defguardp")) @definition.function
(call
  target: (identifier) @_macro
  (arguments . [
    (identifier) @name
    (call target: (identifier) @name)
    (binary_operator left: (call target: (identifier) @name) operator: "when")
  ])
  (#any-of? @_macro "def" "defp" "defdelegate" "defguard" "defguardp")) @definition.function
(call
  target: (identifier) @_macro
  (arguments . [
    (identifier) @name
    (call target: (identifier) @name)
    (binary_operator left: (call target: (identifier) @name) operator: "when")
  ])
  (do_block) @body
  (#any-of? @_macro "defmacro" "defmacrop")) @definition.macro

; Comments, attributes: @doc and @moduledoc are documentation, the other attributes belong to what follows

(comment) @comment
(unary_operator
  operator: "@"
  operand: (call target: (identifier) @_attribute (arguments [(string (quoted_content) @comment.text) (sigil (quoted_content) @comment.text)]))
  (#any-of? @_attribute "doc" "typedoc")) @comment
(unary_operator
  operator: "@"
  operand: (call target: (identifier) @_attribute (arguments [(string (quoted_content) @doc) (sigil (quoted_content) @doc)]))
  (#eq? @_attribute "moduledoc"))
(unary_operator
  operator: "@"
  operand: (call target: (identifier) @_attribute)
  (#any-of? @_attribute "spec" "impl" "deprecated" "dialyzer" "since")) @attribute

; Imports, calls

(call
  target: (identifier) @_macro
  (arguments . (alias) @module)
  (#any-of? @_macro "alias" "import" "require" "use")) @import

(call
  target: (identifier) @callee
  (#not-any-of? @callee
    "def" "defp" "defdelegate" "defguard" "defguardp" "defmacro" "defmacrop" "defmodule" "defprotocol" "defimpl" "defstruct"
    "alias" "import" "require" "use" "doc" "moduledoc" "typedoc" "spec" "type" "typep" "opaque" "callback" "impl")) @call
(call target: (dot left: (_) @receiver right: (identifier) @callee)) @call
