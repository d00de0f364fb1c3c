using Patina.Memory;
using Patina.Oxidize.Artifacts;
using Patina.Oxidize.Training;

namespace Patina.Oxidize;

/// <summary>A projection of the vectors that answer questions, read back from them.</summary>
/// <param name="Active">Whether it is used; one that does not find more than the raw vectors is kept but off.</param>
public sealed record LearntProjection(string Name, Projection Projection, bool Active)
{
    /// <summary>Reads a projection by its name, whether it is on or off.</summary>
    /// <exception cref="OxidizeException">Nothing was made yet, there is no such projection, or its file is damaged.</exception>
    public static LearntProjection Load(ProjectLayout layout, string name)
    {
        var set = AnsweringSet.Read(layout)
            ?? throw new OxidizeException(OxidizeError.NothingBuilt, "There are no projections yet. Run: patina oxidize");
        if (set.Manifest.Space(name) is { Weights: { } weights } space)
            return new LearntProjection(name, ProjectionFile.Load(set.CheckedPathOf(weights)), space.Active);

        var names = set.Manifest.Spaces.Where(space => space.Weights is not null).Select(space => space.Name).ToList();
        throw new OxidizeException(OxidizeError.UnknownProjection,
            names.Count == 0
                ? $"There is no projection '{name}': none was trained. Name it in .patina/oxidize.yaml, then run: patina oxidize"
                : $"There is no projection '{name}'. Trained are: {string.Join(", ", names)}.");
    }
}
