using System.CommandLine;
using Patina.Cli.Models;
using Patina.Cli.Terminals;
using Patina.Embeddings;
using Patina.Memory;

namespace Patina.Cli.Commands;

/// <summary>What every command stands on: the options they share, where they write, and when they must stop.</summary>
internal sealed class Shell(Terminal terminal, CancellationToken cancellation)
{
    public Terminal Terminal { get; } = terminal;

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>The models that this program can open.</summary>
    public EmbeddingModels Models => Setup.Models;

    /// <summary>Runtimes, registry, hub.</summary>
    public ModelSetup Setup { get; } = new(Environment.GetEnvironmentVariable, AppContext.BaseDirectory);

    public Option<string?> Directory { get; } = new Option<string?>("--directory", "-C")
    {
        Description = "The project to work on. Default: the repository around the current folder.",
        HelpName = "DIR",
        Recursive = true,
    }.MustExist();

    public Option<bool> Quiet { get; } = new("--quiet")
    {
        Description = "No progress and no summary, only results and errors.",
        Recursive = true,
    };

    public ProjectLayout Project(ParseResult line) => ProjectFinder.Find(line.GetValue(Directory));

    /// <summary>Runs work that reports its stages, showing them on standard error.</summary>
    public T Watch<T>(ParseResult line, Func<IProgress<StageProgress>, T> work) =>
        StageDisplay.Run(Terminal, line.GetValue(Quiet), work);
}
