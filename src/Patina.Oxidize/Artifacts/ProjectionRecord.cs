using Patina.Oxidize.Evaluation;

namespace Patina.Oxidize.Artifacts;

/// <summary>How a projection was trained and how it did. Kept with the set and written to <c>oxidize.lock</c>.</summary>
internal sealed record ProjectionRecord
{
    /// <summary>SHA-256 of the weights.</summary>
    public required string WeightsHash { get; init; }

    public required long Seed { get; init; }

    public required int TrainingPairs { get; init; }

    public required int ValidationPairs { get; init; }

    public required int EpochsRun { get; init; }

    /// <summary>The epoch whose weights were kept; 0 for the untrained start.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Whether the rank at which validation questions are answered decided when to stop: then the losses are 1 − MRR.</summary>
    public bool StoppedByRank { get; init; }

    public required double FirstValidationLoss { get; init; }

    public required double BestValidationLoss { get; init; }

    /// <summary>Mean over each epoch that ran; null in sets of earlier versions.</summary>
    public IReadOnlyList<double>? TrainingLosses { get; init; }

    /// <summary>Before training, then after each epoch; null as above.</summary>
    public IReadOnlyList<double>? ValidationLosses { get; init; }

    /// <summary>Hard negatives that each pair was trained with; 0 for none.</summary>
    public int HardNegatives { get; init; }

    /// <summary>What decided about them; null where the recipe did.</summary>
    public NegativesChoice? Negatives { get; init; }

    /// <summary>How files that ask are moved toward their known partners; null where they are not.</summary>
    public PartnerChoice? Partners { get; init; }

    /// <summary>Held-out later relations; null when there were too few.</summary>
    public GateResult? Gate { get; init; }
}
