using Patina.Cli.Terminals;
using Patina.Embeddings;
using Patina.Eval;
using Patina.Hub;
using Patina.Memory;
using Patina.Oxidize;
using Patina.Pretrain;
using Patina.Safetensors;
using Patina.Scry;
using Patina.Sharing;
using Patina.Tokenizers;
using Patina.Toml;
using Patina.USearch;

namespace Patina.Cli;

/// <summary>Tells the user why a command stopped.</summary>
internal static class Failure
{
    /// <returns>The exit code.</returns>
    public static int Report(Exception failure, Terminal terminal, CancellationToken cancellation)
    {
        // Ctrl-C also stops the child processes; what fails because of it is no failure of its own.
        if (failure is OperationCanceledException || (cancellation.IsCancellationRequested && IsExpected(failure)))
        {
            terminal.Say("patina: interrupted. What was complete is kept; run the command again to go on.");
            return ExitCode.Interrupted;
        }

        if (IsExpected(failure))
        {
            terminal.Say($"patina: {failure.Message}");
            return ExitCode.Failed;
        }

        terminal.Say($"patina {ProductVersion.Current}: this is a defect in Patina. Please report it with the lines below and the command you ran.");
        terminal.Error.WriteLine(failure);
        return ExitCode.Failed;
    }

    /// <summary>A failure whose message says what to do; anything else is a defect and shows its stack.</summary>
    public static bool IsExpected(Exception failure) =>
        failure is MemoryException or OxidizeException or EmbeddingException or TokenizerException or SafetensorsException
            or VectorIndexException or ScryException or EvalException or PretrainException or HubException or TomlException or SharingException or IOException or UnauthorizedAccessException;
}
