using System.Globalization;
using Patina.Cli.Terminals;
using Patina.Memory.Chunks;
using Patina.Scry;

namespace Patina.Cli.Reports;

/// <summary>An answer for people: per hit the place, what it is, some lines, and why it was found.</summary>
internal sealed class ScryText(TextWriter output, Ink ink, int? width)
{
    private const string Indent = "    ";

    /// <param name="explain">Adds how the question was read, and the scores behind each hit.</param>
    public void Write(ScryResult result, bool explain)
    {
        if (explain)
        {
            output.WriteLine(ink.Faint($"Read as a question about {ScryJson.Name(result.Kind)}; words: {string.Join(", ", result.Terms)}"));
            output.WriteLine();
        }

        foreach (var hit in result.Hits)
            WriteHit(hit, result.Terms, explain);
    }

    private void WriteHit(ScryHit hit, IReadOnlyList<string> terms, bool explain)
    {
        output.WriteLine($"{hit.Rank.ToString(CultureInfo.InvariantCulture),2}  {Place(hit.Chunk)}");
        WriteTitle(hit.Chunk);
        WriteSnippet(hit, terms);
        WriteReason(hit);
        if (explain)
            WriteScores(hit);
        output.WriteLine();
    }

    private string Place(Chunk chunk)
    {
        var date = chunk.Timestamp is { } seconds
            ? DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;
        var place = chunk.Kind == ChunkKind.Commit
            ? "commit " + chunk.Path[..Math.Min(10, chunk.Path.Length)]
            : string.Create(CultureInfo.InvariantCulture, $"{Line.Safe(chunk.Path)}:{chunk.StartLine}-{chunk.EndLine}");
        return ink.Place(ink.Strong(place)) + (date is null ? "" : ink.Faint($"  {date}"));
    }

    private void WriteTitle(Chunk chunk)
    {
        var session = chunk.Session is null ? "" : $"session {chunk.Session} · ";
        var title = Line.Fit(Line.Safe(session + chunk.Title), width - Indent.Length);
        if (title.Length > 0)
            output.WriteLine(Indent + ink.Strong(title));
    }

    private void WriteSnippet(ScryHit hit, IReadOnlyList<string> terms)
    {
        var lines = hit.Snippet.Text.Split('\n').Select(Line.Safe).ToArray();
        if (lines is [var only] && only.Trim() == hit.Chunk.Title.Trim())
            return;
        var indent = lines.Where(line => line.Trim().Length > 0).Select(line => line.Length - line.TrimStart().Length)
            .DefaultIfEmpty().Min();
        for (var i = 0; i < lines.Length; i++)
        {
            var number = hit.Snippet.StartLine == 0
                ? ""
                : (hit.Snippet.StartLine + i).ToString(CultureInfo.InvariantCulture).PadLeft(5);
            var bar = $"{Indent}{number} │ ";
            var text = Line.Fit(lines[i][Math.Min(indent, lines[i].Length)..].TrimEnd(), width - bar.Length);
            output.WriteLine(text.Length == 0 ? ink.Faint(bar.TrimEnd()) : ink.Faint(bar) + TermHighlight.Apply(text, terms, ink));
        }
    }

    private void WriteReason(ScryHit hit)
    {
        var reason = string.Join(" · ", hit.Evidence.Select(evidence =>
            string.Create(CultureInfo.InvariantCulture, $"{evidence.Signal} #{evidence.Rank}")));
        var also = hit.Also.Count == 0
            ? ""
            : "   also " + string.Join(", ", hit.Also.Select(span =>
                string.Create(CultureInfo.InvariantCulture, $":{span.StartLine}-{span.EndLine}")));
        output.WriteLine(Indent + ink.Faint(Line.Fit(reason + also, width - Indent.Length)));
    }

    private void WriteScores(ScryHit hit)
    {
        WriteNumbers($"score {hit.Score:F4} =");
        foreach (var (signal, rank, score, contribution) in hit.Evidence)
            WriteNumbers($"  {contribution,8:F4}  {signal}, rank {rank}, score {score:F3}{(signal == "lexical" ? TermsOf(hit) : "")}");
        if (hit.Explanation is not { } explanation)
            return;
        foreach (var (name, value) in explanation.Factors)
            WriteNumbers($"  × {value,6:F2}  {name}");
        foreach (var (name, value) in explanation.Additions)
            WriteNumbers($"  + {value,6:F4}  {name}");
    }

    private static string TermsOf(ScryHit hit) => hit.Explanation is not { } explanation
        ? ""
        : $" = {string.Join(" + ", explanation.Terms.Select(term => string.Create(CultureInfo.InvariantCulture, $"{term.Name} {term.Value:F2}")))}";

    private void WriteNumbers(FormattableString text) =>
        output.WriteLine(Indent + ink.Faint(Line.Fit(Line.Safe(FormattableString.Invariant(text)), width - Indent.Length)));
}
