using Patina.Tokenizers.Unicode;

namespace Patina.Tokenizers.Expressions;

/// <summary>Whether a position of a text is a place that an expression asks for.</summary>
internal static class Places
{
    public static bool IsAt(PlaceKind kind, ReadOnlySpan<char> text, int position) => kind switch
    {
        PlaceKind.LineStart => position == 0 || (text[position - 1] == '\n' && position < text.Length),
        PlaceKind.LineEnd => position == text.Length || text[position] == '\n',
        PlaceKind.TextStart => position == 0,
        PlaceKind.TextEnd => position == text.Length,
        PlaceKind.LastLineEnd => position == text.Length || (position == text.Length - 1 && text[position] == '\n'),
        PlaceKind.WordBoundary => IsWordBoundary(text, position),
        _ => !IsWordBoundary(text, position),
    };

    private static bool IsWordBoundary(ReadOnlySpan<char> text, int position)
    {
        var before = position > 0 && ScalarSet.Word.Contains(Scalars.At(text, Scalars.Before(text, position), out _));
        var after = position < text.Length && ScalarSet.Word.Contains(Scalars.At(text, position, out _));
        return before != after;
    }
}
