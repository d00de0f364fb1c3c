using Patina.Cli.Commands;
using Patina.Scry;

namespace Patina.Cli.Reports;

/// <summary>Prints the answer to a question.</summary>
internal static class Answer
{
    private const string NoAnswer = "Nothing in the memory answers this. Try other words, or leave out --kind and --path.";

    private const string EmptyMemory =
        "The memory is empty: the last scrape found nothing to read in this project. When there is something, run: patina scrape && patina oxidize";

    public static void Write(Shell shell, ScryQuery query, ScryResult result, TimeSpan elapsed, bool asJson, bool explain)
    {
        var terminal = shell.Terminal;
        if (result.Notice is { } notice)
            terminal.Say($"patina: {notice}");
        if (asJson)
            JsonOutput.Write(terminal, json => ScryJson.Write(json, query, result, elapsed.TotalMilliseconds));
        else if (query.Budget is not null)
            SpansReport.WriteText(terminal, result.Spans);
        else
            new ScryText(terminal.Out, terminal.Ink, terminal.Width).Write(result, explain);
        if (!asJson && result.Hits.Count == 0)
            terminal.Error.WriteLine(result.IsMemoryEmpty ? EmptyMemory : NoAnswer);
    }
}
