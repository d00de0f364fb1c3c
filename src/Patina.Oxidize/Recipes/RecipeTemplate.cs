namespace Patina.Oxidize.Recipes;

/// <summary>The recipe that <c>patina init</c> writes. A test reads it back and compares it with <see cref="Recipe.Default"/>.</summary>
internal static class RecipeTemplate
{
    public const string Text =
        """
        # How this project is embedded. After a change run: patina oxidize
        version: 2

        # The model. Swapping it is this one line: a name that `patina model list` shows, hf:owner/name, or a folder.
        embedding_model: patina-static-v1

        # What computes it: auto, static, onnx or mlx; or {query: onnx, batch: mlx}, one for questions and one for the rest.
        runtime: auto

        # For onnx: the hardware (auto, cpu, cuda, coreml or directml), how many processors, and whether graphs
        # are kept as they were rewritten, for the next start.
        # provider: auto
        # threads: 4
        # keep_optimized: true

        # For mlx: what it may take of memory.
        # mlx: {memory_limit: 8GB, cache_limit: 1GB}

        # Further folders with notes, beside layer/sessions, as globs:
        # notes:
        #   - docs/decisions/**/*.md

        # For models that were not made for embedding: which layer is pooled, and how (mean, cls, last, max).
        # extraction_layer: -2
        # pooling: mean

        # How the indexes store a number: f32, f16 or i8. oxidize.lock tells how much of an exact search each finds.
        # index_precision: f16

        # A second, smaller index of the first numbers of each vector; what it finds is ranked by the whole vectors.
        # fast_dimensions: 64

        # Small networks trained on the project's own relations. Each is measured on relations it has not seen and is
        # used only where it finds more than the model's own vectors; oxidize.lock tells what was measured.
        projections:
          semantic:               # notes of a session, commits and what they changed, comments and code
            layers: [1024, 256]   # hidden, output; the input is the model's dimension
            epochs: 10            # at most; training stops when later pairs no longer gain
            batch_size: 256
            learning_rate: 0.001
            loss: infonce         # or triplet, with margin: 0.2
            temperature: 0.05
            # hard_negatives: 2   # wrong answers that look right, for each pair; auto lets validation choose
            seed: 42
          commits: {}             # what a commit says, and the files it changes
          temporal: {}            # files that change together; partners: 1 sets how far a file asks with those it knows
          dependency: {}          # code that calls, and code that is called

        """;
}
