namespace Patina.Embeddings.Pipeline;

/// <summary>How messages quote a text.</summary>
internal static class TextQuote
{
    private const int Longest = 60;

    /// <summary>Its beginning, on one line, in quotes.</summary>
    public static string Of(string text)
    {
        var start = text.Length <= Longest ? text : text[..Longest] + "…";
        return $"'{start.ReplaceLineEndings(" ")}'";
    }
}
