namespace Patina.Eval.Results;

/// <summary>What a model costs; each number null where it was not measured.</summary>
public sealed record CostRecord
{
    /// <summary>From nothing to a model that answers.</summary>
    public double? LoadSeconds { get; init; }

    /// <summary>The most main memory that the process had.</summary>
    public long? PeakMemoryBytes { get; init; }

    /// <summary>The model's files.</summary>
    public long? DiskBytes { get; init; }

    /// <summary>Vectors, projections and indexes of the project.</summary>
    public long? IndexBytes { get; init; }

    /// <summary>Embedding the project.</summary>
    public double? EmbeddingSeconds { get; init; }

    /// <summary>Of what was computed to embed the project, what was padding; null where nothing was computed, or in a table.</summary>
    public double? PaddingShare { get; init; }

    /// <summary>Training all projections.</summary>
    public double? TrainingSeconds { get; init; }

    /// <summary>The lowest cosine to the model's vectors in fp32; null where there are none on the machine.</summary>
    public double? LowestCosineToFp32 { get; init; }

    /// <summary>How far other runtimes agree, as far as they were measured before; null where none was.</summary>
    public IReadOnlyList<AgreementFigure>? Agreement { get; init; }
}
