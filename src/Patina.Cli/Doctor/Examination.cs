using Patina.Cli.Models;
using Patina.Memory;

namespace Patina.Cli.Doctor;

/// <summary>Goes through everything a command needs, from the programs outside to the project's own files.</summary>
internal static class Examination
{
    public static IReadOnlyList<Finding> Run(ProjectLayout project, ModelSetup setup, CancellationToken cancellation)
    {
        var findings = new Findings(cancellation);
        InstallationCheck.Run(findings);
        var recipe = RecipeCheck.Run(project, findings);
        var model = recipe is not null && ModelCheck.Run(project, recipe, setup.Models, findings);
        if (model)
            RuntimeCheck.Run(project, recipe!, setup, findings);
        var memory = MemoryCheck.Run(project, recipe, findings);
        if (model && memory)
            VectorCheck.Run(project, recipe!, setup.Models, findings);
        return findings.All;
    }
}
