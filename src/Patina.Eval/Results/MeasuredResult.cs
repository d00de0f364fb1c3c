namespace Patina.Eval.Results;

/// <summary>What was measured of one model on one machine and one project: a file of <c>.patina/results/</c>.</summary>
public sealed record MeasuredResult
{
    /// <summary>The version of the format that this program writes.</summary>
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    /// <summary>UTC.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>The program's version.</summary>
    public required string Patina { get; init; }

    public required HardwareRecord Hardware { get; init; }

    public required ProjectRecord Project { get; init; }

    /// <summary>The name a recipe calls it by.</summary>
    public required string Model { get; init; }

    /// <summary><c>static</c>, <c>onnx</c>…</summary>
    public required string Runtime { get; init; }

    /// <summary>The word a recipe has for it; null for the model's own.</summary>
    public string? Precision { get; init; }

    /// <summary>Numbers in a vector.</summary>
    public required int Dimension { get; init; }

    /// <summary>Digest of what decides the vectors.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Digest of the model's files and of how it was asked to compute, to know later whether these figures are of the same; null where it was not taken.</summary>
    public string? Files { get; init; }

    /// <summary>
    /// Digest of what else decides the quality: the commit that the project stood at, projections and ranking of the recipe, query sets of the
    /// user's; null where no quality was measured.
    /// </summary>
    public string? Asked { get; init; }

    /// <summary>Versions of what computed, by name: <c>dotnet</c>, <c>onnx</c>, <c>mlx</c>; null where they were not recorded.</summary>
    public IReadOnlyDictionary<string, string>? Versions { get; init; }

    /// <summary>By query set and ranking; null where no quality was measured.</summary>
    public IReadOnlyList<QualityFigure>? Quality { get; init; }

    /// <summary>By length of texts and batch; null where no speed was measured.</summary>
    public IReadOnlyList<SpeedFigure>? Speed { get; init; }

    /// <summary>Null where nothing of it was measured.</summary>
    public CostRecord? Cost { get; init; }
}
