/* What the C compiler made of the structs that C# declares again; the tests compare. */

#include <stddef.h>
#include <string.h>

#include <tree_sitter/api.h>
#include <usearch.h>

#define SIZE(type) {#type, sizeof(type)}
#define OFFSET(type, field) {#type "." #field, offsetof(type, field)}

static const struct {
    char const* name;
    size_t value;
} layout[] = {
    SIZE(usearch_init_options_t),
    OFFSET(usearch_init_options_t, metric_kind),
    OFFSET(usearch_init_options_t, metric),
    OFFSET(usearch_init_options_t, quantization),
    OFFSET(usearch_init_options_t, dimensions),
    OFFSET(usearch_init_options_t, connectivity),
    OFFSET(usearch_init_options_t, expansion_add),
    OFFSET(usearch_init_options_t, expansion_search),
    OFFSET(usearch_init_options_t, multi),
    SIZE(TSPoint),
    OFFSET(TSPoint, row),
    OFFSET(TSPoint, column),
    SIZE(TSRange),
    OFFSET(TSRange, end_point),
    OFFSET(TSRange, start_byte),
    OFFSET(TSRange, end_byte),
    SIZE(TSNode),
    OFFSET(TSNode, context),
    OFFSET(TSNode, id),
    OFFSET(TSNode, tree),
    SIZE(TSTreeCursor),
    OFFSET(TSTreeCursor, tree),
    OFFSET(TSTreeCursor, id),
    OFFSET(TSTreeCursor, context),
    SIZE(TSQueryCapture),
    OFFSET(TSQueryCapture, node),
    OFFSET(TSQueryCapture, index),
    SIZE(TSQueryMatch),
    OFFSET(TSQueryMatch, id),
    OFFSET(TSQueryMatch, pattern_index),
    OFFSET(TSQueryMatch, capture_count),
    OFFSET(TSQueryMatch, captures),
    SIZE(TSQueryPredicateStep),
    OFFSET(TSQueryPredicateStep, type),
    OFFSET(TSQueryPredicateStep, value_id),
    SIZE(TSInput),
    OFFSET(TSInput, payload),
    OFFSET(TSInput, read),
    OFFSET(TSInput, encoding),
    OFFSET(TSInput, decode),
    SIZE(TSParseOptions),
    OFFSET(TSParseOptions, payload),
    OFFSET(TSParseOptions, progress_callback),
};

/* The size of "type", or the offset of "type.field"; (size_t)-1 for a name not in the table. */
USEARCH_EXPORT size_t patina_layout(char const* name) {
    for (size_t i = 0; i != sizeof(layout) / sizeof(layout[0]); ++i)
        if (strcmp(layout[i].name, name) == 0) return layout[i].value;
    return (size_t)-1;
}
