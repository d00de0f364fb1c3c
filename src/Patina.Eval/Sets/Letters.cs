namespace Patina.Eval.Sets;

/// <summary>Texts without what layout, markup and punctuation change.</summary>
internal static class Letters
{
    /// <summary>Letters and digits in lower case.</summary>
    public static string Of(string text) => string.Concat(text.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));

    /// <summary>The text without its letters and digits.</summary>
    public static string Removed(string text) => string.Concat(text.Where(letter => !char.IsLetterOrDigit(letter)));
}
