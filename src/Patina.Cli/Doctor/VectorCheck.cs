using System.Globalization;
using Patina.Embeddings;
using Patina.Memory;
using Patina.Memory.Storage;
using Patina.Oxidize;
using Patina.Oxidize.Recipes;

namespace Patina.Cli.Doctor;

/// <summary>Whether the vectors are whole and belong to the model, the recipe and the memory, and the lock file to them.</summary>
internal static class VectorCheck
{
    private const string Name = "vectors";
    private const string Lock = "lock";
    private const string Others = "other vectors";
    private const string Repair = "patina oxidize";

    /// <summary>Run after the model and the memory were found sound.</summary>
    public static void Run(ProjectLayout project, Recipe recipe, EmbeddingModels models, Findings findings)
    {
        VectorAudit? audit = null;
        findings.Check(Name, "patina oxidize --full", () =>
        {
            try
            {
                audit = Audit(project, recipe, models);
                return Finding.Ok(Name, Describe(audit));
            }
            catch (OxidizeException failure) when (failure.Reason is OxidizeError.NothingBuilt or OxidizeError.Stale)
            {
                return Finding.Warning(Name, failure.Message, Repair);
            }
        });
        if (audit is not null)
        {
            findings.Add(audit.LockMatches
                ? Finding.Ok(Lock, "oxidize.lock describes these vectors")
                : Finding.Warning(Lock, "oxidize.lock describes other vectors than those on this machine", Repair));
        }

        if (OtherVectors.List(project) is { Count: > 0 } others)
            findings.Add(Finding.Ok(Others, Describe(others)));
    }

    private static VectorAudit Audit(ProjectLayout project, Recipe recipe, EmbeddingModels models)
    {
        using var memory = MemoryDatabase.Open(project);
        using var engine = models.Open(recipe.ToRequest(project));
        return VectorAudit.Run(project, recipe, memory, engine);
    }

    private static string Describe(IReadOnlyList<OtherVectors> others) => string.Create(
        CultureInfo.InvariantCulture,
        $"{others.Sum(other => other.Bytes) / 1e6:N1} MB for switching back to {string.Join(", ", others.Select(NameOf))}; patina oxidize --prune removes them");

    private static string NameOf(OtherVectors other) => other.Precision is { } precision ? $"{other.ModelName} ({precision})" : other.ModelName;

    private static string Describe(VectorAudit audit) => string.Create(
        CultureInfo.InvariantCulture, $"{audit.Chunks:N0} chunks in {string.Join(", ", audit.Spaces)}");
}
