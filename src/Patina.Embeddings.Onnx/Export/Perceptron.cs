namespace Patina.Embeddings.Onnx.Export;

/// <summary>A network of two layers, y = normalised(W2 · relu(W1 · x + b1) + b2), as <see cref="PerceptronGraph"/> writes it.</summary>
public sealed record Perceptron
{
    /// <summary>Row-major [hidden × inputs].</summary>
    public required ReadOnlyMemory<float> Weights1 { get; init; }

    /// <summary>As many as there are hidden units.</summary>
    public required ReadOnlyMemory<float> Bias1 { get; init; }

    /// <summary>Row-major [outputs × hidden].</summary>
    public required ReadOnlyMemory<float> Weights2 { get; init; }

    /// <summary>As many as there are outputs.</summary>
    public required ReadOnlyMemory<float> Bias2 { get; init; }

    /// <summary>In place of the two biases for vectors that ask; null where questions are moved as answers are.</summary>
    public (ReadOnlyMemory<float> Bias1, ReadOnlyMemory<float> Bias2)? Question { get; init; }

    internal int Hidden => Bias1.Length;

    internal int Outputs => Bias2.Length;

    internal int Inputs => Weights1.Length / Math.Max(1, Hidden);
}
