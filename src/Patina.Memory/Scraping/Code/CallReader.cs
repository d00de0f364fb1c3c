using System.Text;

namespace Patina.Memory.Scraping.Code;

/// <summary>Gives each call to the innermost definition around it.</summary>
internal static class CallReader
{
    private const int CalleeLimit = 200;
    private const int ReceiverLimit = 64;

    /// <param name="definitions">In the order of the text, a parent before its children.</param>
    /// <returns>The calls outside all definitions.</returns>
    public static List<CodeCall> Read(
        SourceText source, Language language, List<CallSpans> calls, IReadOnlyList<Definition> definitions)
    {
        var outside = new List<CodeCall>();
        var cursor = new DefinitionCursor(definitions);
        var last = TextSpan.None;
        foreach (var spans in calls.OrderBy(call => call.Callee.Start))
        {
            if (spans.Callee == last || spans.Callee.Length > CalleeLimit)
                continue;
            last = spans.Callee;
            if (Create(source, language, spans) is { } call)
                (cursor.Around(last)?.Calls ?? outside).Add(call);
        }

        return outside;
    }

    private static CodeCall? Create(SourceText source, Language language, CallSpans spans)
    {
        var parts = NamePath.Split(source.Text.AsSpan(spans.Callee.Start..spans.Callee.End));
        if (parts.Count == 0)
            return null;
        var receiver = spans.Receiver.Exists ? OneLine(source.Text.AsSpan(spans.Receiver.Start..spans.Receiver.End))
            : parts.Count > 1 ? string.Join(language.Separator, parts.SkipLast(1)) : null;
        return new CodeCall(parts[^1], receiver, source.LineAt(spans.Callee.Start) + 1);
    }

    /// <summary>Without white space; a long chain of calls keeps its end, which is what the call is made on.</summary>
    private static string OneLine(ReadOnlySpan<char> written)
    {
        var line = new StringBuilder(ReceiverLimit);
        var tail = written[Math.Max(0, written.Length - (4 * ReceiverLimit))..];
        foreach (var c in tail)
        {
            if (!char.IsWhiteSpace(c) && !char.IsSurrogate(c))
                line.Append(c);
        }

        return line.Length <= ReceiverLimit ? line.ToString() : "…" + line.ToString(line.Length - ReceiverLimit + 1, ReceiverLimit - 1);
    }
}
