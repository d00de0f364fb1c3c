namespace Patina.Eval.Sets;

/// <summary>Words that were cut out of a file, and where what they describe stands: a question whose answer no longer contains it.</summary>
/// <param name="Set">The set that they belong to.</param>
/// <param name="Line">Of the definition or heading, counted from 1.</param>
internal sealed record MaskedText(string Set, string Path, int Line, string Question);
