namespace Patina.Embeddings.Mlx.Native;

/// <summary>A weight as MLX computes with it: as it is, or in groups of integers that share a scale and a bias. Owns its arrays.</summary>
/// <param name="Values">Of the shape of the weight, or its packed integers.</param>
internal sealed record MlxMatrix(MlxArrayHandle Values, MlxArrayHandle? Scales = null, MlxArrayHandle? Biases = null, int GroupSize = 0, int Bits = 0) : IDisposable
{
    public bool IsQuantized => Scales is not null;

    public void Dispose()
    {
        Values.Dispose();
        Scales?.Dispose();
        Biases?.Dispose();
    }
}
