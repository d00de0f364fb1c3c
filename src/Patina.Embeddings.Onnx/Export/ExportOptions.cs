namespace Patina.Embeddings.Onnx.Export;

/// <summary>What an exported graph is to be like.</summary>
public sealed record ExportOptions
{
    /// <summary>
    /// How weights are stored; activations stay 32-bit floats. With <see cref="ModelPrecision.Int8"/> and <see cref="ModelPrecision.Int4"/>
    /// matrices are quantised in blocks of 32 along their rows, tables row by row in 8 bits, and the rest is 32-bit floats.
    /// </summary>
    public ModelPrecision Precision { get; init; } = ModelPrecision.Fp32;

    /// <summary>How the graph pools, and normalises what it pools; null to give a vector per token.</summary>
    public Models.TokenPooling? Pooling { get; init; }

    /// <summary>Which hidden state is the result, as <see cref="Models.Transformer.HiddenState"/> counts.</summary>
    public int Layer { get; init; } = -1;
}
