using System.Security.Cryptography;
using System.Text;
using Patina.Oxidize.Recipes;

namespace Patina.Sharing.Recipes;

/// <summary>
/// A recipe as people pass it on: which model at which state, how it is run and trained, and what was measured where. Data
/// only: no code, no path of anyone's disk.
/// </summary>
public sealed record SharedRecipe
{
    public const int CurrentVersion = 1;

    public required string Name { get; init; }

    /// <summary>One line.</summary>
    public string? Description { get; init; }

    public string? Author { get; init; }

    /// <summary>SPDX expression, of the recipe itself; the model has its own.</summary>
    public required string License { get; init; }

    public required SharedModel Model { get; init; }

    public SharedLimits Limits { get; init; } = new();

    public int? FastDimensions { get; init; }

    public IReadOnlyList<ProjectionRecipe> Projections { get; init; } = [];

    public IReadOnlyList<MeasuredFigure> Evaluation { get; init; } = [];

    public SharedHardware? Hardware { get; init; }

    public SharedProject? Project { get; init; }

    /// <summary>Lower-case hex digest of what it says, whatever the layout of its file. Votes belong to it.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(SharedRecipeText.Write(this))));
}
