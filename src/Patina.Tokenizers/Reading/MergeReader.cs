using Patina.Tokenizers.Models;

namespace Patina.Tokenizers.Reading;

/// <summary>Reads the merges of a BPE model: strings <c>"a b"</c>, or pairs <c>["a", "b"]</c>, in the order of their ranks.</summary>
internal static class MergeReader
{
    /// <summary>Merges make tokens, and there are ids for no more of them.</summary>
    private const int MaxMerges = Vocabulary.MaxIds;

    /// <summary>Reads the strings of the merges, left and right in turn; the vocabulary may come later in the file.</summary>
    /// <param name="scanner">Stands behind the opening bracket, afterwards in front of the closing one.</param>
    /// <param name="place">Where the merges are, for messages.</param>
    public static TextList ReadParts(ref JsonScanner scanner, string place)
    {
        var parts = new TextList();
        for (var isFirst = true; scanner.HasItem(isFirst, ']'); isFirst = false)
        {
            if (parts.Count / 2 == MaxMerges)
                throw Bad(place, $"there are more than {MaxMerges}");
            if (scanner.Peek() == '"')
                ReadJoined(ref scanner, parts, place, isFirst);
            else if (!TryReadPair(ref scanner, parts, place))
                throw Bad(place, $"merge {parts.Count / 2} is neither a string nor a pair of strings");
        }

        return parts;
    }

    /// <summary>Looks the parts up, and what they merge into.</summary>
    /// <param name="prefix">Put before pieces after the first in the vocabulary; the merged token has it but once.</param>
    /// <exception cref="TokenizerException">A token is not in the vocabulary.</exception>
    public static MergeTable Resolve(TextList parts, Vocabulary vocabulary, string prefix, string place)
    {
        var table = new MergeTable(parts.Count / 2);
        for (var i = 0; i < parts.Count; i += 2)
        {
            var left = parts[i];
            var right = parts[i + 1];
            if (!vocabulary.TryGetId(left, out var leftId))
                throw Unknown(place, i / 2, left);
            if (!vocabulary.TryGetId(right, out var rightId))
                throw Unknown(place, i / 2, right);
            if (right.Length < prefix.Length)
                throw Bad(place, $"the right part '{right}' of merge {i / 2} is shorter than the prefix '{prefix}'");
            var rest = right[prefix.Length..];
            if (!vocabulary.TryGetId(TextHash.Extend(TextHash.Of(left), rest), left, rest, out var merged))
                throw Unknown(place, i / 2, string.Concat(left, rest));
            table.Add(leftId, rightId, i / 2, merged);
        }

        return table;
    }

    private static void ReadJoined(ref JsonScanner scanner, TextList parts, string place, bool isFirst)
    {
        parts.AddString(ref scanner, place);
        if (isFirst && parts.Last.StartsWith("#version", StringComparison.Ordinal))
        {
            // Of a merges.txt that was taken over line by line.
            parts.DropLast();
            return;
        }

        var space = parts.Last.IndexOf(' ');
        if (space < 0 || parts.Last[(space + 1)..].Contains(' '))
            throw Bad(place, $"merge {parts.Count / 2} is '{parts.Last}', expected two tokens with a space between them");
        parts.SplitLast(space);
    }

    private static bool TryReadPair(ref JsonScanner scanner, TextList parts, string place)
    {
        if (!scanner.TryTake('[') || scanner.Peek() != '"')
            return false;
        parts.AddString(ref scanner, place);
        if (!scanner.TryTake(',') || scanner.Peek() != '"')
            return false;
        parts.AddString(ref scanner, place);
        return scanner.TryTake(']');
    }

    private static TokenizerException Unknown(string place, int index, ReadOnlySpan<char> token) =>
        Bad(place, $"merge {index} needs the token '{token}', which the vocabulary lacks");

    private static TokenizerException Bad(string place, string what) => new(TokenizerError.BadMerges, $"{place}: {what}.");
}
