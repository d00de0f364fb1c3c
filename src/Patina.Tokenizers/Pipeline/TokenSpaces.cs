namespace Patina.Tokenizers.Pipeline;

/// <summary>Spaces at the ends of a token.</summary>
internal readonly record struct TokenSpaces(int Leading, int Trailing);
