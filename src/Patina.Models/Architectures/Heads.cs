namespace Patina.Models.Architectures;

/// <summary>The arithmetic of attention heads.</summary>
internal static class Heads
{
    /// <summary>How many heads, which must divide the width.</summary>
    /// <exception cref="ModelException"><see cref="ModelError.BadConfig"/>.</exception>
    public static int Count(ModelConfig config, string name, int hidden)
    {
        var heads = config.Int(name);
        return hidden % heads == 0
            ? heads
            : throw new ModelException(ModelError.BadConfig, $"config.json: {heads} heads do not divide the hidden size {hidden}.");
    }

    /// <summary>How many heads share keys and values, which must divide the number of query heads.</summary>
    /// <exception cref="ModelException"><see cref="ModelError.BadConfig"/>.</exception>
    public static int KeyValueCount(ModelConfig config, int heads)
    {
        var shared = config.Int("num_key_value_heads", heads);
        return heads % shared == 0
            ? shared
            : throw new ModelException(ModelError.BadConfig, $"config.json: {shared} key and value heads do not divide {heads} query heads.");
    }

    /// <summary>1/√d.</summary>
    public static float Scale(int dimension) => (float)(1 / Math.Sqrt(dimension));
}
