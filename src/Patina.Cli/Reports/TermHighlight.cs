using System.Text;
using Patina.Cli.Terminals;

namespace Patina.Cli.Reports;

/// <summary>Marks the words of a question in a line of text, also inside identifiers.</summary>
internal static class TermHighlight
{
    private const int ShortestTerm = 2;

    public static string Apply(string text, IReadOnlyCollection<string> terms, Ink ink)
    {
        if (!ink.Enabled || terms.Count == 0)
            return text;
        var marked = new StringBuilder(text.Length + 32);
        for (var i = 0; i < text.Length;)
        {
            var length = BeginsWordPart(text, i) ? LongestTermAt(text, i, terms) : 0;
            if (length == 0)
            {
                marked.Append(text[i++]);
                continue;
            }

            marked.Append(ink.Match(text.Substring(i, length)));
            i += length;
        }

        return marked.ToString();
    }

    /// <summary>The start of a word, or of a part of an identifier: <c>H</c> in <c>parseHeader</c>, <c>h</c> in <c>parse_header</c>.</summary>
    private static bool BeginsWordPart(string text, int i) =>
        char.IsLetterOrDigit(text[i])
        && (i == 0 || !char.IsLetterOrDigit(text[i - 1]) || (char.IsUpper(text[i]) && !char.IsUpper(text[i - 1]))
            || char.IsDigit(text[i]) != char.IsDigit(text[i - 1]));

    private static int LongestTermAt(string text, int start, IReadOnlyCollection<string> terms)
    {
        var longest = 0;
        foreach (var term in terms)
        {
            if (term.Length >= ShortestTerm && term.Length > longest
                && string.Compare(text, start, term, 0, term.Length, StringComparison.OrdinalIgnoreCase) == 0)
                longest = term.Length;
        }

        return longest;
    }
}
