namespace Patina.Embeddings.Pipeline;

/// <summary>A layer that a model puts behind pooling. Thread-safe.</summary>
internal interface IVectorLayer
{
    /// <summary>Numbers that it takes.</summary>
    int InputWidth { get; }

    /// <summary>Numbers that it gives.</summary>
    int OutputWidth { get; }

    void Apply(ReadOnlySpan<float> input, Span<float> output);
}
