; Functions, constants

(function_definition name: (word) @name body: (_) @body) @definition.function
(program
  (variable_assignment name: (variable_name) @name) @definition.constant
  (#constant-case? @name))
(program
  (declaration_command (variable_assignment name: (variable_name) @name)) @definition.constant
  (#constant-case? @name))

; Comments

(comment) @comment

; Imports, calls

((command name: (command_name (word) @_name) . argument: (_) @module) @import
  (#any-of? @_name "source" "."))

((command name: (command_name (word) @callee)) @call
  (#not-any-of? @callee "source" "." "echo" "printf" "return" "exit" "shift" "set" "cd" "true" "false" "eval" "read"))
