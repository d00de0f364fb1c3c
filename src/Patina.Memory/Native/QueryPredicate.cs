namespace Patina.Memory.Native;

/// <summary>
/// A condition in a query that tree-sitter leaves to its caller. Known are <c>#eq?</c>, <c>#not-eq?</c>, <c>#any-of?</c>,
/// <c>#not-any-of?</c> over a capture and literals, and <c>#constant-case?</c>: no lower-case letter, at least one upper-case one.
/// </summary>
internal sealed class QueryPredicate
{
    private readonly Kind _kind;
    private readonly string[] _values;

    private QueryPredicate(Kind kind, ushort capture, string[] values) => (_kind, Capture, _values) = (kind, capture, values);

    private enum Kind
    {
        AnyOf,
        NotAnyOf,
        ConstantCase,
    }

    /// <summary>The capture whose text is looked at; a match without it passes.</summary>
    public ushort Capture { get; }

    /// <returns>Null when the predicate is not one of those known.</returns>
    public static QueryPredicate? Create(string name, ushort capture, string[] values) => name switch
    {
        "eq?" when values.Length == 1 => new(Kind.AnyOf, capture, values),
        "not-eq?" when values.Length == 1 => new(Kind.NotAnyOf, capture, values),
        "any-of?" when values.Length > 0 => new(Kind.AnyOf, capture, values),
        "not-any-of?" when values.Length > 0 => new(Kind.NotAnyOf, capture, values),
        "constant-case?" when values.Length == 0 => new(Kind.ConstantCase, capture, values),
        _ => null,
    };

    public bool Accepts(ReadOnlySpan<char> text) => _kind switch
    {
        Kind.AnyOf => Contains(text),
        Kind.NotAnyOf => !Contains(text),
        _ => IsConstantCase(text),
    };

    private bool Contains(ReadOnlySpan<char> text)
    {
        foreach (var value in _values)
        {
            if (text.SequenceEqual(value))
                return true;
        }

        return false;
    }

    private static bool IsConstantCase(ReadOnlySpan<char> text)
    {
        var upper = false;
        foreach (var c in text)
        {
            if (char.IsLower(c))
                return false;
            upper |= char.IsUpper(c);
        }

        return upper;
    }
}
