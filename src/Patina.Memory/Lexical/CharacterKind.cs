namespace Patina.Memory.Lexical;

/// <summary>What a character is to the analyzer.</summary>
internal enum CharacterKind
{
    Separator,

    /// <summary>A letter, digit, combining mark or <c>_</c>.</summary>
    Word,

    /// <summary>A letter of a script that puts no spaces between words: Chinese, Japanese, Korean, Thai…</summary>
    Unspaced,
}
