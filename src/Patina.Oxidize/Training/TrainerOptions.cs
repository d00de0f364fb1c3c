using Patina.Oxidize.Recipes;

namespace Patina.Oxidize.Training;

/// <summary>How a projection is trained.</summary>
internal sealed record TrainerOptions
{
    /// <summary>At most; see <see cref="Patience"/>.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Pairs per step.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>The highest of the schedule.</summary>
    public double LearningRate { get; init; } = 0.001;

    public double WeightDecay { get; init; } = 0.01;

    /// <summary>The gradient is shortened to this length where it is longer; 0 for never.</summary>
    public double ClipNorm { get; init; } = 1;

    public LossChoice Loss { get; init; } = LossChoice.InfoNce;

    /// <summary>For triplets.</summary>
    public double Margin { get; init; } = 0.2;

    /// <summary>For InfoNCE.</summary>
    public double Temperature { get; init; } = 0.05;

    /// <summary>For InfoNCE: whether frequent answers are as likely as they are frequent.</summary>
    public bool CorrectFrequency { get; init; }

    /// <summary>For InfoNCE: how many of a pair's own wrong answers are set against its right one, where any were looked for.</summary>
    public int HardNegatives { get; init; }

    public long Seed { get; init; } = 42;

    /// <summary>Epochs without a better validation loss after which training stops.</summary>
    public int Patience { get; init; } = 2;

    public static TrainerOptions From(ProjectionRecipe recipe) => new()
    {
        Epochs = recipe.Epochs,
        BatchSize = recipe.BatchSize,
        LearningRate = recipe.LearningRate,
        Loss = recipe.Loss,
        Margin = recipe.Margin,
        Temperature = recipe.Temperature,
        Seed = recipe.Seed,
    };
}
