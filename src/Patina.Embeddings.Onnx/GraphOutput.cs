using Patina.Embeddings.Onnx.Native;

namespace Patina.Embeddings.Onnx;

/// <summary>Which output of a graph holds the vectors.</summary>
/// <param name="Index">Its place among the outputs.</param>
/// <param name="Pools">True for one vector per text, false for one per token.</param>
/// <param name="Port">What the graph says of it.</param>
internal sealed record GraphOutput(int Index, bool Pools, SessionPort Port)
{
    private static readonly string[] PerToken = ["last_hidden_state", "token_embeddings", "hidden_states"];
    private static readonly string[] PerText = ["sentence_embedding", "text_embeds", "embeddings"];

    /// <param name="pooling">
    /// What is to be done above the graph: <see cref="Pooling.None"/> asks for vectors of texts, another for those of tokens; null takes what there is.
    /// </param>
    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.Unsupported"/>: there is none.</exception>
    public static GraphOutput Choose(IReadOnlyList<SessionPort> outputs, Pooling? pooling, string path)
    {
        // Caches are for what would be generated next.
        var candidates = outputs.Where(output => !output.Name.StartsWith("present", StringComparison.Ordinal)).ToList();
        var tokens = Named(PerToken, 3);
        var texts = Named(PerText, 2);
        var chosen = pooling switch
        {
            Pooling.None => texts,
            null => texts ?? tokens,
            _ => tokens,
        };
        if (chosen is null && candidates is [var only] && HasRank(only, pooling))
            chosen = only;
        if (chosen is not { Type: OnnxElementType.Float or OnnxElementType.Float16 or OnnxElementType.BFloat16 })
            throw Missing(outputs, pooling, path);

        return new GraphOutput(outputs.ToList().IndexOf(chosen), chosen.Shape.Count == 2, chosen);

        SessionPort? Named(string[] names, int rank) => names
            .Select(name => candidates.Find(output => output.Name == name && output.Shape.Count == rank))
            .FirstOrDefault(output => output is not null);
    }

    private static bool HasRank(SessionPort output, Pooling? pooling) => pooling switch
    {
        Pooling.None => output.Shape.Count == 2,
        null => output.Shape.Count is 2 or 3,
        _ => output.Shape.Count == 3,
    };

    private static EmbeddingException Missing(IReadOnlyList<SessionPort> outputs, Pooling? pooling, string path)
    {
        var wanted = pooling is Pooling.None ? "sentence_embedding [rows, size]" : "last_hidden_state [rows, length, size]";
        return new EmbeddingException(EmbeddingError.Unsupported,
            $"{path}: pooling {pooling?.ToString().ToLowerInvariant() ?? "of its own"} needs an output such as {wanted}, the graph has {string.Join(", ", outputs)}. " +
            "Choose another file of the model, or for a graph that pools itself pooling: none.");
    }
}
