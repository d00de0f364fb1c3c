using Patina.Tokenizers.Expressions;
using Patina.Tokenizers.Patterns;

namespace Patina.Tokenizers.Reading;

/// <summary>Reads a pattern: <c>{"String": …}</c> or <c>{"Regex": …}</c>.</summary>
internal static class PatternReader
{
    private const int MaxLength = 10_000;

    public static TextPattern Read(JsonNode node)
    {
        if (node.Find("String") is { } literal)
            return new LiteralPattern(literal.String());
        if (node.Find("Regex") is not { } regex)
            throw node.Error(TokenizerError.Unsupported, "expected a 'String' or a 'Regex'");
        return ReadExpression(regex.String(), regex);
    }

    /// <param name="node">Where the expression is, for messages.</param>
    public static TextPattern ReadExpression(string expression, JsonNode node)
    {
        if (expression.Length > MaxLength)
            throw node.Error(TokenizerError.TooLarge, $"the expression has {expression.Length} characters, expected at most {MaxLength}");
        try
        {
            return RunPattern.TryRead(expression) ?? CategoryRunPattern.TryRead(expression) ?? BoundaryPattern.TryRead(expression) ?? WordPattern.TryRead(expression)
                ?? (TextPattern)new ExpressionPattern(ExpressionProgram.Compile(expression));
        }
        catch (FormatException error)
        {
            throw node.Error(TokenizerError.BadPattern, error.Message, error);
        }
    }
}
