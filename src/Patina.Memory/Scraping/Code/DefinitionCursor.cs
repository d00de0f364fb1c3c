namespace Patina.Memory.Scraping.Code;

/// <summary>Finds the innermost definition around spans that are asked for in ascending order.</summary>
/// <param name="definitions">In the order of the text, a parent before its children.</param>
internal sealed class DefinitionCursor(IReadOnlyList<Definition> definitions)
{
    private readonly Stack<Definition> _open = new();
    private int _next;

    /// <returns>Null outside all definitions.</returns>
    public Definition? Around(TextSpan span)
    {
        for (; _next < definitions.Count && definitions[_next].Span.Start <= span.Start; _next++)
        {
            Close(definitions[_next].Span.Start + 1);
            _open.Push(definitions[_next]);
        }

        Close(span.End);
        return _open.TryPeek(out var innermost) ? innermost : null;
    }

    private void Close(int end)
    {
        while (_open.TryPeek(out var innermost) && innermost.Span.End < end)
            _open.Pop();
    }
}
