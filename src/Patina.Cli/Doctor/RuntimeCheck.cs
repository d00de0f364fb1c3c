using System.Globalization;
using Patina.Cli.Models;
using Patina.Embeddings.Parity;
using Patina.Memory;
using Patina.Oxidize.Recipes;

namespace Patina.Cli.Doctor;

/// <summary>Whether the runtimes of this machine agree on the recipe's model, where there are two that can compute it.</summary>
internal static class RuntimeCheck
{
    private const string Name = "runtimes";

    public static void Run(ProjectLayout project, Recipe recipe, ModelSetup setup, Findings findings)
    {
        var request = recipe.ToRequest(project);
        var able = RuntimeComparison.Able(setup, request, findings.Cancellation);
        if (able.Count < 2)
            return;

        var repair = $"patina model verify --runtimes {string.Join(',', able)}, and name the right one after runtime: in {Path.GetRelativePath(project.Root, project.RecipePath)}";
        findings.Check(Name, repair, () => Judge(RuntimeComparison.Run(setup, request, able, starting: null, findings.Cancellation), repair));
    }

    private static Finding Judge(IReadOnlyList<ParityPair> pairs, string repair)
    {
        var worst = pairs.MinBy(pair => pair.LowestCosine)!;
        var message = string.Create(CultureInfo.InvariantCulture, $"{worst.First} and {worst.Second} agree to cosine {worst.LowestCosine:F6}");
        return worst.Passed ? Finding.Ok(Name, message)
            : Finding.Problem(Name, string.Create(CultureInfo.InvariantCulture, $"{message}, expected {ParityPair.Limit} or more"), repair);
    }
}
