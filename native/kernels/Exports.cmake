# Only the C APIs leave the library: usearch_*, ts_*, tree_sitter_<grammar>, and patina_layout for the tests.

target_sources(patina_kernels PRIVATE kernels/layout.c)

if(WIN32)
    # USearch and the grammars mark their exports; the runtime does not, so its header gives the names.
    file(STRINGS "${tree_sitter_runtime}/include/tree_sitter/api.h" declarations REGEX "^[A-Za-z].*[ *]ts_[a-z0-9_]+\\(")
    set(definitions "EXPORTS\n")
    foreach(declaration IN LISTS declarations)
        string(REGEX MATCH "ts_[a-z0-9_]+\\(" name "${declaration}")
        string(REPLACE "(" "" name "${name}")
        string(APPEND definitions "    ${name}\n")
    endforeach()
    file(WRITE "${CMAKE_CURRENT_BINARY_DIR}/patina_kernels.def" "${definitions}")
    target_sources(patina_kernels PRIVATE "${CMAKE_CURRENT_BINARY_DIR}/patina_kernels.def")
elseif(APPLE)
    file(WRITE "${CMAKE_CURRENT_BINARY_DIR}/exports.txt" "_usearch_*\n_ts_*\n_tree_sitter_*\n_patina_*\n")
    target_link_options(patina_kernels PRIVATE "LINKER:-exported_symbols_list,${CMAKE_CURRENT_BINARY_DIR}/exports.txt")
else()
    file(WRITE "${CMAKE_CURRENT_BINARY_DIR}/exports.map" "{ global: usearch_*; ts_*; tree_sitter_*; patina_*; local: *; };\n")
    target_link_options(patina_kernels PRIVATE "LINKER:--version-script=${CMAKE_CURRENT_BINARY_DIR}/exports.map")
endif()

# USearch marks its functions for export on Windows only; elsewhere a hidden symbol would stay hidden.
if(NOT WIN32)
    set_property(SOURCE "${usearch}/c/lib.cpp" kernels/layout.c APPEND PROPERTY COMPILE_DEFINITIONS "USEARCH_EXPORT=__attribute__((visibility(\"default\")))")
endif()
