namespace Patina.Memory.Scraping.Docs;

/// <summary>Cuts text without cutting a character in two.</summary>
internal static class TextCut
{
    /// <summary>The first characters, one less where the cut would part a surrogate pair.</summary>
    /// <param name="length">UTF-16 units, less than the text has.</param>
    public static string Before(string text, int length) =>
        text[..(char.IsHighSurrogate(text[length - 1]) && char.IsLowSurrogate(text[length]) ? length - 1 : length)];
}
