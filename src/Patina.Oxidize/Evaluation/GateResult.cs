namespace Patina.Oxidize.Evaluation;

/// <summary>Raw against projected vectors on held-out, later relations.</summary>
public sealed record GateResult
{
    /// <summary>Held-out questions.</summary>
    public required int Questions { get; init; }

    /// <summary>Chunks or files among which they were searched.</summary>
    public required int Candidates { get; init; }

    public required RetrievalScore Raw { get; init; }

    public required RetrievalScore Projected { get; init; }

    /// <summary>By the mean of both cosines.</summary>
    public required RetrievalScore Fused { get; init; }

    /// <summary>Projected minus raw reciprocal rank, over the questions.</summary>
    public required Interval MrrGain { get; init; }

    /// <summary>Fused minus raw reciprocal rank, over the questions.</summary>
    public required Interval FusedMrrGain { get; init; }

    /// <summary>What the same older relations give without training; null where there is no such thing.</summary>
    public UntrainedResult? Untrained { get; init; }

    /// <summary>Whether the projection is used: the lower end of its gain is above zero.</summary>
    public bool Passed => MrrGain.Low > 0;
}
