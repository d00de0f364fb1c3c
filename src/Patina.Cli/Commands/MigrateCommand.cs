using System.CommandLine;
using Patina.Cli.Migration;
using Patina.Cli.Reports;
using Patina.Memory;

namespace Patina.Cli.Commands;

/// <summary><c>patina migrate</c>.</summary>
internal sealed class MigrateCommand : PatinaCommand
{
    private readonly Argument<string> _folder = new("folder") { Description = "A project of the Rust tool. Nothing in it is changed or deleted." };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only say what would be taken over." };

    private readonly Option<bool> _json = CommonOptions.Json();

    public MigrateCommand(Shell shell)
        : base(
            shell, "migrate", "Take over a project of the Rust tool: recipe, settings, registry, notes and trained weights. What this project has stays.",
            "patina migrate ../project-before --dry-run", "patina migrate ../project-before && patina scrape && patina oxidize")
    {
        Add(_folder);
        Add(_dryRun);
        Add(_json);
    }

    protected override int Run(ParseResult line)
    {
        var project = Shell.Project(line);
        var source = new RustProject(Path.TrimEndingDirectorySeparator(Path.GetFullPath(line.GetRequiredValue(_folder))));
        if (!Directory.Exists(source.Root) || !source.Exists)
            throw new MemoryException(MemoryError.BadProject, $"{source.Root} is no project of the Rust tool: it has neither .patina/oxidize.yaml nor .patina/config.toml nor layer/.");
        if (source.Root == project.Root)
        {
            throw new MemoryException(MemoryError.BadProject,
                $"{source.Root} is this project itself, and migrating changes nothing of what it reads. Its recipe and notes are read as they are: run patina scrape and patina oxidize. To keep the two apart, name another project with -C.");
        }

        var items = RustMigration.Run(source, project, Shell.Setup.Registry.Value, line.GetValue(_dryRun), Shell.Cancellation);
        if (line.GetValue(_json))
            JsonOutput.Write(Shell.Terminal, json => MigrationReport.WriteJson(json, items, line.GetValue(_dryRun)));
        else
            MigrationReport.WriteText(Shell.Terminal, items);
        if (!line.GetValue(_dryRun) && !line.GetValue(Shell.Quiet))
            Shell.Terminal.Say("Next: patina scrape && patina oxidize");
        return items.Any(item => item.Outcome == MigrationOutcome.Refused) ? ExitCode.Failed : ExitCode.Ok;
    }
}
