using System.Numerics;
using Patina.Models;

namespace Patina.Embeddings.Mlx;

/// <summary>What a forward pass is compiled for: a shape that batches are padded to, and what is computed of them.</summary>
/// <param name="Padded">Whether some token is padding.</param>
/// <param name="Pooling">Null for a vector per token.</param>
internal readonly record struct MlxBucket(int Texts, int Length, bool Padded, bool HasTypes, int Layer, TokenPooling? Pooling)
{
    /// <summary>The shape that a batch is padded to: at most an eighth more texts, and tokens up to a multiple that grows with the length.</summary>
    /// <param name="longest">Tokens that the model takes; null for any number.</param>
    public static (int Texts, int Length) ShapeOf(int texts, int length, int? longest)
    {
        var padded = Up(length, length switch { <= 128 => 16, <= 512 => 32, <= 2048 => 64, _ => 256 });
        return (Up(texts, 1 << Math.Max(0, BitOperations.Log2((uint)texts) - 3)), padded > longest ? Math.Max(longest.Value, length) : padded);
    }

    private static int Up(int number, int multiple) => (number + multiple - 1) / multiple * multiple;
}
