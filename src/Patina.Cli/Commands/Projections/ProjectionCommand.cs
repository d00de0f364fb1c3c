using System.CommandLine;

namespace Patina.Cli.Commands.Projections;

/// <summary><c>patina projection</c>: what was trained.</summary>
internal sealed class ProjectionCommand : Command
{
    public ProjectionCommand(Shell shell)
        : base("projection", "Take trained projections out of the project.")
    {
        Add(new ProjectionExportCommand(shell));
    }
}
