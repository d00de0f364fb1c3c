using System.Text.RegularExpressions;
using Patina.Tokenizers.Patterns;

namespace Patina.Tokenizers.Reading;

/// <summary>Reads a pattern: <c>{"String": …}</c> or <c>{"Regex": …}</c>.</summary>
internal static class PatternReader
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(10);

    public static TextPattern Read(JsonNode node)
    {
        if (node.Find("String") is { } literal)
            return new LiteralPattern(literal.String());
        if (node.Find("Regex") is not { } regex)
            throw node.Error(TokenizerError.Unsupported, "expected a 'String' or a 'Regex'");
        try
        {
            var expression = regex.String();
            return RunPattern.TryRead(expression) ?? BoundaryPattern.TryRead(expression)
                ?? (TextPattern)new RegexPattern(new Regex(expression, RegexOptions.CultureInvariant, MatchTimeout));
        }
        catch (ArgumentException error)
        {
            throw regex.Error(TokenizerError.BadPattern, error.Message, error);
        }
    }
}
