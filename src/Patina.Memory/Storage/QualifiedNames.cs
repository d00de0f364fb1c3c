namespace Patina.Memory.Storage;

/// <summary>Names with components, in whichever notation a language writes them: <c>a::b</c>, <c>a.b</c>, <c>./a/b</c>, <c>a->b</c>, <c>a\b</c>.</summary>
internal static class QualifiedNames
{
    private const string Separators = ":./\\>#";

    public static List<string> Components(string name) =>
        [.. name.Replace("->", ".", StringComparison.Ordinal)
            .Split(Separators.ToCharArray(), StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    /// <summary>The last component; the whole name when it is the only one.</summary>
    public static string Last(string name)
    {
        var end = name.AsSpan().TrimEnd(Separators).Length;
        return name[(name.AsSpan(0, end).LastIndexOfAny(Separators) + 1)..end];
    }

    /// <summary>The component before the last; empty when there is none.</summary>
    public static string Parent(string name)
    {
        var container = Container(name);
        return container[(container.LastIndexOfAny(Separators) + 1)..].ToString();
    }

    /// <summary>All before the last component, without the separator; empty when there is none.</summary>
    public static ReadOnlySpan<char> Container(string? name)
    {
        var cut = name.AsSpan().LastIndexOfAny(Separators);
        return cut < 0 ? default : name.AsSpan(0, cut).TrimEnd(Separators);
    }
}
