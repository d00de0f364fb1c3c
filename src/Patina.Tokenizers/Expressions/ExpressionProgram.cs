namespace Patina.Tokenizers.Expressions;

/// <summary>A compiled expression. Immutable.</summary>
/// <param name="Code">Begins at 0.</param>
/// <param name="First">What a match can begin with.</param>
/// <param name="Runs">Number of runs.</param>
/// <param name="Splits">Number of splits.</param>
internal sealed record ExpressionProgram(Instruction[] Code, FirstScalars First, int Runs, int Splits)
{
    /// <exception cref="FormatException">The expression is malformed, or asks for something that is not supported.</exception>
    public static ExpressionProgram Compile(string expression) => ExpressionCompiler.Compile(ExpressionParser.Parse(expression), expression);
}
