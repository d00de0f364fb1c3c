namespace Patina.Tokenizers.AddedTokens;

/// <summary>A token that is looked for before text is split into words.</summary>
/// <param name="SingleWord">Does not count inside a word.</param>
/// <param name="StripLeft">Takes the white space before it.</param>
/// <param name="StripRight">Takes the white space after it.</param>
/// <param name="Normalized">Looked for in normalized text, in its own normalized form.</param>
/// <param name="Special">A mark such as <c>[CLS]</c> rather than text.</param>
internal sealed record AddedToken(
    int Id, string Content, bool SingleWord, bool StripLeft, bool StripRight, bool Normalized, bool Special);
