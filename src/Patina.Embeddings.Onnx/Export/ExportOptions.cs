namespace Patina.Embeddings.Onnx.Export;

/// <summary>What an exported graph is to be like.</summary>
public sealed record ExportOptions
{
    /// <summary>How weights are stored: <see cref="ModelPrecision.Fp32"/> or <see cref="ModelPrecision.Fp16"/>; computing is in 32 bits.</summary>
    public ModelPrecision Precision { get; init; } = ModelPrecision.Fp32;

    /// <summary>How the graph pools, and normalises what it pools; null to give a vector per token.</summary>
    public Models.TokenPooling? Pooling { get; init; }

    /// <summary>Which hidden state is the result, as <see cref="Models.Transformer.HiddenState"/> counts.</summary>
    public int Layer { get; init; } = -1;
}
