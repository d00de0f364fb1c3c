using Patina.Embeddings.Onnx.Native;

namespace Patina.Embeddings.Onnx;

/// <summary>
/// What is fed to a graph: the graph's own list of inputs decides. It knows token ids, mask, segment and position ids, and the empty
/// key-value cache that exports of language models ask for.
/// </summary>
internal sealed class GraphInputs
{
    private readonly Func<TokenBatch, OrtTensor>[] _feeds;

    private GraphInputs(Func<TokenBatch, OrtTensor>[] feeds) => _feeds = feeds;

    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.Unsupported"/>: an input is of no known kind.</exception>
    public static GraphInputs For(Session session, string path)
    {
        if (!session.Inputs.Any(input => input.Name == "input_ids"))
        {
            throw new EmbeddingException(EmbeddingError.Unsupported,
                $"{path}: has no input 'input_ids', only {string.Join(", ", session.Inputs)}. It is no model of texts; choose another file.");
        }

        return new GraphInputs([.. session.Inputs.Select(input => FeedFor(input, path))]);
    }

    /// <summary>The inputs of one run, in the order of the graph's list. Whoever asks disposes them.</summary>
    public OrtTensor[] Create(TokenBatch batch)
    {
        var tensors = new OrtTensor[_feeds.Length];
        try
        {
            for (var i = 0; i < tensors.Length; i++)
                tensors[i] = _feeds[i](batch);
        }
        catch
        {
            foreach (var tensor in tensors)
                tensor?.Dispose();
            throw;
        }

        return tensors;
    }

    private static Func<TokenBatch, OrtTensor> FeedFor(SessionPort input, string path) => input.Name switch
    {
        "input_ids" => Integers(input, path, batch => batch.Ids.ToArray()),
        "attention_mask" => Integers(input, path, batch => batch.Mask.ToArray()),
        "token_type_ids" => Integers(input, path, batch => batch.TypeIds.IsEmpty ? new int[batch.Ids.Length] : batch.TypeIds.ToArray()),
        "position_ids" => Integers(input, path, Positions),
        _ when IsCache(input.Name) => EmptyCache(input, path),
        _ => throw Unknown(input, path, "nothing here says what to feed it"),
    };

    /// <param name="values">Row-major [rows × length].</param>
    private static Func<TokenBatch, OrtTensor> Integers(SessionPort input, string path, Func<TokenBatch, int[]> values) => input.Type switch
    {
        OnnxElementType.Int32 => batch => OrtTensor.Over<int>(values(batch), input.Type, batch.Rows, batch.Length),
        OnnxElementType.Int64 => batch => OrtTensor.Over<long>(Array.ConvertAll(values(batch), value => (long)value), input.Type, batch.Rows, batch.Length),
        _ => throw Unknown(input, path, "expected Int64 or Int32"),
    };

    /// <summary>The place of each real token among those of its row; 0 for padding.</summary>
    private static int[] Positions(TokenBatch batch)
    {
        var mask = batch.Mask.Span;
        var positions = new int[mask.Length];
        for (var row = 0; row < batch.Rows; row++)
        {
            var next = 0;
            for (var i = row * batch.Length; i < (row + 1) * batch.Length; i++)
                positions[i] = mask[i] != 0 ? next++ : 0;
        }

        return positions;
    }

    private static bool IsCache(string name) =>
        name.StartsWith("past_key_values.", StringComparison.Ordinal)
        && (name.EndsWith(".key", StringComparison.Ordinal) || name.EndsWith(".value", StringComparison.Ordinal));

    /// <summary>A cache of [rows × heads × 0 × head size]: no token came before.</summary>
    private static Func<TokenBatch, OrtTensor> EmptyCache(SessionPort input, string path)
    {
        if (input.Shape.Count != 4 || input.Shape[1] < 1 || input.Shape[3] < 1)
            throw Unknown(input, path, "expected [rows, heads, length, head size] with heads and head size given");

        var (heads, size) = (input.Shape[1], input.Shape[3]);
        return input.Type switch
        {
            OnnxElementType.Float => batch => OrtTensor.Over<float>(Memory<float>.Empty, input.Type, batch.Rows, heads, 0, size),
            OnnxElementType.Float16 or OnnxElementType.BFloat16 =>
                batch => OrtTensor.Over<ushort>(Memory<ushort>.Empty, input.Type, batch.Rows, heads, 0, size),
            _ => throw Unknown(input, path, "expected 32-bit or 16-bit floats"),
        };
    }

    private static EmbeddingException Unknown(SessionPort input, string path, string why) => new(EmbeddingError.Unsupported,
        $"{path}: cannot be fed, its input {input} is not known: {why}. Choose another file of the model, one exported without it.");
}
