using System.ComponentModel;
using System.Diagnostics;
using Patina.Embeddings;
using Patina.Eval.Results;
using Patina.Memory;

namespace Patina.Cli.Benchmarks;

/// <summary>Starts this program again to measure one row in a process of its own.</summary>
/// <param name="project">Whose folder the process works in.</param>
internal sealed class MeasuringProcess(ProjectLayout project, CancellationToken cancellation)
{
    public const string Command = "measure-model";

    private const int LongestComplaint = 2000;

    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.RuntimeFailure"/>: it failed; the message is what it said.</exception>
    public MeasuredResult Measure(ModelRow row)
    {
        var folder = Directory.CreateTempSubdirectory("patina-bench-");
        try
        {
            var result = Path.Combine(folder.FullName, "result.json");
            string[] words = ["bench", Command, row.Recipe.EmbeddingModel, "--runtime", row.Runtime, "--result", result, "-C", project.Root];
            if (row.Model.Options.Precision is { } precision)
                words = [.. words, "--precision", Precisions.WordOf(precision)];
            if (row.Runtime != "static")
                Run(row, [.. words, "--prepare"]);
            Run(row, words);
            return ResultFile.Read(result);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void Run(ModelRow row, string[] words)
    {
        using var process = Start(words);
        using var stop = cancellation.Register(() => Kill(process));
        var complaint = process.StandardError.ReadToEndAsync(CancellationToken.None);
        process.StandardOutput.BaseStream.CopyTo(Stream.Null);
        process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        if (process.ExitCode == ExitCode.Ok)
            return;
        var text = complaint.GetAwaiter().GetResult().Trim();
        text = text.StartsWith("patina: ", StringComparison.Ordinal) ? text["patina: ".Length..] : text;
        throw new EmbeddingException(
            EmbeddingError.RuntimeFailure,
            $"{row.Title}: {(text.Length == 0 ? $"the process that measures it ended with {process.ExitCode}; memory may have run out" : text.Length > LongestComplaint ? text[..LongestComplaint] : text)}");
    }

    /// <summary>The program itself, or dotnet with its library where it was started so.</summary>
    private Process Start(string[] words)
    {
        var program = Environment.ProcessPath!;
        var ownLibrary = Path.Combine(AppContext.BaseDirectory, "patina.dll");
        var isHost = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(program, isHost ? [ownLibrary, .. words] : words)
        {
            WorkingDirectory = project.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception failure)
        {
            throw new EmbeddingException(EmbeddingError.RuntimeFailure, $"{program} could not be started to measure in a process of its own: {failure.Message}", failure);
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
