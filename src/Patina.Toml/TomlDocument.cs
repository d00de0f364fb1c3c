using System.Text;
using Patina.Toml.Reading;

namespace Patina.Toml;

/// <summary>Reads documents of TOML 1.0.</summary>
/// <remarks>Follows https://toml.io/en/v1.0.0.</remarks>
public static class TomlDocument
{
    /// <summary>Longest document that is read, in bytes.</summary>
    public const int MaxBytes = 1 << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file.</summary>
    /// <param name="displayName">What to call it in messages; null for its path.</param>
    /// <exception cref="TomlException">The file cannot be read or is no document.</exception>
    public static TomlTable Load(string path, string? displayName = null)
    {
        var name = displayName ?? path;
        try
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[(int)Math.Min(file.Length, MaxBytes) + 1];
            return Parse(bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)), name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TomlException(TomlError.Unreadable, Whole(name), $"the file cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Reads UTF-8.</summary>
    /// <exception cref="TomlException">The bytes are no document.</exception>
    public static TomlTable Parse(ReadOnlySpan<byte> utf8, string file)
    {
        if (utf8.Length > MaxBytes)
            throw new TomlException(TomlError.TooLarge, Whole(file), $"a document has at most {MaxBytes} bytes; this one has more.");
        try
        {
            return Parse(Strict.GetString(utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[3..] : utf8), file);
        }
        catch (DecoderFallbackException exception)
        {
            throw new TomlException(TomlError.BadCharacter, Whole(file), "is not UTF-8. Save it as UTF-8.", exception);
        }
    }

    /// <summary>Reads text.</summary>
    /// <param name="file">What to call it in messages.</param>
    /// <exception cref="TomlException">The text is no document.</exception>
    public static TomlTable Parse(string text, string file)
    {
        if (text.Length > MaxBytes)
            throw new TomlException(TomlError.TooLarge, Whole(file), $"a document has at most {MaxBytes} characters; this one has {text.Length}.");
        return new DocumentReader(new Scanner(text, file)).Read();
    }

    private static TomlPosition Whole(string file) => new(file, 0, 0);
}
