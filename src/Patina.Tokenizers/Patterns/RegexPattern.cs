using System.Text.RegularExpressions;

namespace Patina.Tokenizers.Patterns;

/// <summary>Finds what a regular expression of the tokenizer file matches.</summary>
internal sealed class RegexPattern(Regex regex) : TextPattern
{
    public override bool TryFind(ReadOnlySpan<char> text, int from, out int start, out int end)
    {
        foreach (var match in regex.EnumerateMatches(text, from))
        {
            (start, end) = (match.Index, match.Index + match.Length);
            return true;
        }

        (start, end) = (-1, -1);
        return false;
    }
}
