namespace Patina.Embeddings;

/// <summary>What MLX may take of this machine's memory. They hold for the whole process, as MLX has one allocator.</summary>
public sealed record MlxLimits
{
    /// <summary>Less holds no model.</summary>
    public const long LeastMemory = 64_000_000;

    /// <summary>No machine has more.</summary>
    public const long Most = 16_000_000_000_000;

    /// <summary>Those of MLX.</summary>
    public static MlxLimits Default { get; } = new();

    /// <summary>Bytes beyond which MLX gives back what it keeps before it asks for more, and beyond which weights are refused; null for MLX's own limit.</summary>
    public long? Memory { get; init; }

    /// <summary>Bytes of freed memory that MLX keeps for the next batch; 0 keeps none, null for MLX's own limit.</summary>
    public long? Cache { get; init; }

    /// <summary>Those of another, where this has none.</summary>
    public MlxLimits Or(MlxLimits other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new MlxLimits { Memory = Memory ?? other.Memory, Cache = Cache ?? other.Cache };
    }

    /// <summary>A size within the bounds of a limit; null for any other text.</summary>
    public static long? ParseMemory(string text) => ByteSize.Parse(text) is { } bytes and >= LeastMemory and <= Most ? bytes : null;

    /// <inheritdoc cref="ParseMemory"/>
    public static long? ParseCache(string text) => ByteSize.Parse(text) is { } bytes and >= 0 and <= Most ? bytes : null;
}
