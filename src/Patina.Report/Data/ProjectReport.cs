using Patina.Report.Map;

namespace Patina.Report.Data;

/// <summary>Everything that a report shows.</summary>
public sealed record ProjectReport
{
    public required string Project { get; init; }

    /// <summary>Null where no vectors were made yet.</summary>
    public string? Model { get; init; }

    public int Dimension { get; init; }

    /// <summary>Events by month and kind, in the order of time.</summary>
    public required IReadOnlyList<GrowthStep> Growth { get; init; }

    public required IReadOnlyList<ProjectionFigures> Projections { get; init; }

    public required IReadOnlyList<CacheFigures> Caches { get; init; }

    /// <summary>How well models and rankings answered, from evaluations; empty where nothing was evaluated.</summary>
    public IReadOnlyList<QualityFigure> Quality { get; init; } = [];

    /// <summary>How fast models were; empty where nothing was measured.</summary>
    public IReadOnlyList<SpeedFigure> Speed { get; init; } = [];

    /// <summary>Null where it was not asked for, or no vectors were made yet.</summary>
    public EmbeddingMap? Map { get; init; }
}
