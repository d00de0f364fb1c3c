using Patina.Tokenizers.Expressions;

namespace Patina.Tokenizers.Patterns;

/// <summary>Finds what a regular expression of the tokenizer file matches.</summary>
internal sealed class ExpressionPattern(ExpressionProgram program) : TextPattern
{
    [ThreadStatic]
    private static Matcher? t_matcher;

    protected override void Begin(ReadOnlySpan<char> text)
    {
        if (t_matcher?.Program != program)
            t_matcher = new Matcher(program);
        t_matcher.Begin(text.Length);
    }

    public override bool TryFind(ReadOnlySpan<char> text, int from, out int start, out int end) =>
        t_matcher!.TryFind(text, from, out start, out end);
}
