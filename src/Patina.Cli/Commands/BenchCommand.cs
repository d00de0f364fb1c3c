using System.CommandLine;

namespace Patina.Cli.Commands;

/// <summary><c>patina bench</c>: measures how well questions are answered.</summary>
internal sealed class BenchCommand : Command
{
    public BenchCommand(Shell shell)
        : base("bench", "Measure how well and how fast questions are answered.")
    {
        Add(new BenchRetrievalCommand(shell));
        Add(new BenchCodeSearchCommand(shell));
        Add(new BenchFunctionsCommand(shell));
        Add(new BenchModelsCommand(shell));
        Add(new BenchMeasureModelCommand(shell));
        Add(new BenchHistoryCommand(shell));
    }
}
