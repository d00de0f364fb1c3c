using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Patina.Oxidize.Recipes;

/// <summary>How one projection is trained.</summary>
public sealed record ProjectionRecipe
{
    /// <summary>The projections a recipe can name; each learns from its own relations of the project.</summary>
    public static IReadOnlyList<string> KnownNames { get; } = ["semantic", "commits", "temporal", "dependency"];

    /// <summary>What a projection is that a recipe only names; docs/projections.md says how the numbers were chosen.</summary>
    public static ProjectionRecipe DefaultOf(string name) => name switch
    {
        "commits" => new ProjectionRecipe { Name = name, Layers = new LayerSizes(null, 512, 256), Temperature = 0.1 },
        "temporal" => new ProjectionRecipe { Name = name, Layers = new LayerSizes(null, 512, 256), BatchSize = 128, LearningRate = 0.0003 },
        "dependency" => new ProjectionRecipe { Name = name, Layers = new LayerSizes(null, 512, 256), Temperature = 0.15 },
        _ => new ProjectionRecipe { Name = name },
    };

    public required string Name { get; init; }

    public LayerSizes Layers { get; init; } = new(null, 1024, 256);

    /// <summary>How often training sees every pair, at most: it stops early when later pairs no longer gain.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Pairs per step.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>The highest of the schedule.</summary>
    public double LearningRate { get; init; } = 0.001;

    public LossChoice Loss { get; init; } = LossChoice.InfoNce;

    /// <summary>By how much a triplet's positive must be nearer than its negative, as cosine.</summary>
    public double Margin { get; init; } = 0.2;

    /// <summary>Divides InfoNCE's cosines: the smaller, the more the nearest wrong partners count.</summary>
    public double Temperature { get; init; } = 0.05;

    /// <summary>
    /// Wrong answers that look right, mined from the index of the raw vectors, that training sets against each pair; 0 for none, null to train
    /// without and with <see cref="HardNegativesTried"/> and let validation choose. A triplet takes one at most.
    /// </summary>
    public int? HardNegatives { get; init; } = 0;

    /// <summary>How many are tried when validation chooses.</summary>
    public const int HardNegativesTried = 2;

    /// <summary>
    /// For <c>temporal</c>: how far a file that asks is moved toward the files it changed with before, 0 for not at all; null to let
    /// validation choose.
    /// </summary>
    public double? Partners { get; init; }

    public long Seed { get; init; } = 42;

    /// <summary>What an instruction-aware model is told about a question; null for the model's own.</summary>
    public string? Instruction { get; init; }

    /// <summary>Keeps what <c>patina trace</c> needs.</summary>
    public bool Traceable { get; init; }

    /// <summary>Where the recipe says it, for messages.</summary>
    public RecipePosition Position { get; init; } = new(RecipeFile.DisplayName, 0, 0);

    /// <summary>Lower-case hex digest of everything above that changes what training leaves behind.</summary>
    public string Hash
    {
        get
        {
            var canonical = string.Create(CultureInfo.InvariantCulture,
                $"{Name}\n{Layers.Hidden}\n{Layers.Output}\n{Epochs}\n{BatchSize}\n{LearningRate:R}\n{Loss}\n{Margin:R}\n{Temperature:R}\n{Seed}\n{Instruction}\n{Traceable}\n{Partners:R}\n{HardNegatives}");
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        }
    }

    /// <summary>Compares the layers with the model that they stand on.</summary>
    /// <exception cref="RecipeException"><see cref="RecipeError.LayerMismatch"/>: the recipe was written for a model of another dimension.</exception>
    public void CheckModel(string modelName, int dimension)
    {
        if (Layers.Input is not { } input || input == dimension)
            return;

        throw new RecipeException(RecipeError.LayerMismatch, Position,
            $"projections.{Name}.layers {Layers} starts from vectors of {input} numbers, but {modelName} makes {dimension}. " +
            $"Write [{Layers.Hidden}, {Layers.Output}], which takes the first number from the model, " +
            $"or [{dimension}, {Layers.Hidden}, {Layers.Output}]. Weights trained for {input} numbers cannot be used for {dimension}; " +
            "the projection is trained anew.");
    }
}
