# The tree-sitter runtime and the grammars. To add a language: its package in package.json, one line here.

# Package, and for a package of several grammars the folder of the one meant. The exported function is
# tree_sitter_<name>, where <name> is what the grammar calls itself.
set(grammars
    tree-sitter-bash
    tree-sitter-c
    tree-sitter-c-sharp
    tree-sitter-cpp
    tree-sitter-elixir
    tree-sitter-go
    tree-sitter-haskell
    tree-sitter-java
    tree-sitter-javascript
    @tree-sitter-grammars/tree-sitter-kotlin
    @tree-sitter-grammars/tree-sitter-lua
    tree-sitter-php/php
    tree-sitter-python
    tree-sitter-ruby
    tree-sitter-rust
    tree-sitter-scala
    tree-sitter-swift
    tree-sitter-typescript/typescript
    tree-sitter-typescript/tsx
    @tree-sitter-grammars/tree-sitter-zig
)

set(tree_sitter_runtime "${PATINA_NODE_MODULES}/tree-sitter/vendor/tree-sitter/lib")
target_include_directories(patina_kernels PRIVATE "${tree_sitter_runtime}/include")
target_sources(patina_kernels PRIVATE "${tree_sitter_runtime}/src/lib.c")
set_source_files_properties("${tree_sitter_runtime}/src/lib.c" PROPERTIES INCLUDE_DIRECTORIES "${tree_sitter_runtime}/src")
if(UNIX AND NOT APPLE)
    # The runtime asks for strict C11 and then uses POSIX.
    set_source_files_properties("${tree_sitter_runtime}/src/lib.c" PROPERTIES COMPILE_DEFINITIONS "_POSIX_C_SOURCE=200112L;_DEFAULT_SOURCE")
endif()

foreach(grammar IN LISTS grammars)
    set(folder "${PATINA_NODE_MODULES}/${grammar}/src")
    set(sources "${folder}/parser.c")
    if(EXISTS "${folder}/scanner.c")
        list(APPEND sources "${folder}/scanner.c")
    endif()
    target_sources(patina_kernels PRIVATE ${sources})
    # Each grammar brings the tree_sitter/parser.h that it was generated for.
    set_source_files_properties(${sources} PROPERTIES INCLUDE_DIRECTORIES "${folder}")
endforeach()
