namespace Patina.Safetensors;

/// <summary>A file that breaks the format, or does not hold what is asked of it; the message says what, where, and what to do.</summary>
public sealed class SafetensorsException(SafetensorsError reason, string message, Exception? inner = null)
    : Exception(message, inner)
{
    private const int LongestQuote = 80;

    public SafetensorsError Reason { get; } = reason;

    internal static SafetensorsException Damaged(SafetensorsError reason, string path, string what, Exception? inner = null) =>
        new(reason, $"{path}: {what}. The file is damaged; fetch it again.", inner);

    /// <summary>A name from a file, fit for a message: clipped, and without characters that steer a terminal.</summary>
    internal static string Quote(string name)
    {
        var clipped = name.Length <= LongestQuote ? name : name[..LongestQuote] + "…";
        return $"'{string.Concat(clipped.Select(letter => char.IsControl(letter) ? '?' : letter))}'";
    }
}
