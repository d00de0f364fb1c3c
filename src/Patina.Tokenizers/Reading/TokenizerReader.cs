using System.Text.Json;
using Patina.Tokenizers.AddedTokens;
using Patina.Tokenizers.Models;
using Patina.Tokenizers.PostProcessors;

namespace Patina.Tokenizers.Reading;

/// <summary>Reads a <c>tokenizer.json</c>.</summary>
internal static class TokenizerReader
{
    /// <summary>The largest files in use are about 35 MB.</summary>
    public const int MaxFileBytes = 256 << 20;

    private const int MaxDepth = 64;

    public static TokenizerParts ReadFile(string path)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length > MaxFileBytes)
                throw TooLarge(path, length);
            return Read(File.ReadAllBytes(path), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TokenizerException(TokenizerError.Unreadable, $"{path}: cannot be read: {error.Message}", error);
        }
    }

    /// <param name="origin">What messages call the file.</param>
    public static TokenizerParts Read(ReadOnlySpan<byte> utf8Json, string origin)
    {
        RequireGlobalization();
        if (utf8Json.Length > MaxFileBytes)
            throw TooLarge(origin, utf8Json.Length);
        try
        {
            return ReadParts(utf8Json, origin);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string that is not valid UTF-8 or UTF-16.
            throw new TokenizerException(
                TokenizerError.BadJson, $"{origin}: not readable as JSON: {error.Message} Fetch the file again.", error);
        }
    }

    private static TokenizerParts ReadParts(ReadOnlySpan<byte> utf8Json, string origin)
    {
        var stream = new JsonStream(utf8Json, MaxDepth);
        Model? model = null;
        var fields = new Dictionary<string, JsonNode>();
        if (!stream.Read() || stream.TokenType != JsonTokenType.StartObject)
            throw new TokenizerException(TokenizerError.BadValue, $"{origin}: $: expected an object.");
        while (stream.TryReadField(out var name))
        {
            if (name == "model" && stream.TokenType == JsonTokenType.StartObject)
                model = ModelReader.Read(ref stream, origin);
            else
                fields[name] = new JsonNode(stream.ReadElement(), $"$.{name}", origin);
        }

        // Nothing may follow: this throws if something does.
        stream.Read();
        return Assemble(new JsonNode(fields, "$", origin), model);
    }

    private static TokenizerParts Assemble(JsonNode root, Model? model)
    {
        if (root.Find("version") is { } version && version.String() != "1.0")
            throw version.Error(TokenizerError.Unsupported, $"version '{version.String()}' is not known, expected '1.0'");
        if (model is null)
            throw root.Error(TokenizerError.BadValue, "the field 'model' is missing, or no object");

        var normalizer = root.Find("normalizer") is { } n ? NormalizerReader.Read(n) : null;
        var preTokenizer = root.Find("pre_tokenizer") is { } p ? PreTokenizerReader.Read(p) : null;
        var added = root.Find("added_tokens") is { } a ? AddedTokenReader.Read(a, model.Vocabulary) : [];
        return new TokenizerParts(
            new AddedVocabulary(added, normalizer), normalizer, preTokenizer, model,
            root.Find("post_processor") is { } processor ? PostProcessorReader.Read(processor) : PostProcessor.None,
            root.Find("truncation") is { } truncation ? LengthReader.ReadTruncation(truncation) : null,
            root.Find("padding") is { } padding ? LengthReader.ReadPadding(padding) : null);
    }

    /// <summary>Without globalization data, normalization would do nothing and say nothing.</summary>
    /// <remarks>As the run-time decides it; asking by normalizing something would load ICU, which takes longer than all else here.</remarks>
    private static void RequireGlobalization()
    {
        if (!AppContext.TryGetSwitch("System.Globalization.Invariant", out var isInvariant))
        {
            var variable = Environment.GetEnvironmentVariable("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT");
            isInvariant = variable == "1" || string.Equals(variable, "true", StringComparison.OrdinalIgnoreCase);
        }

        if (isInvariant)
            throw new TokenizerException(
                TokenizerError.NoGlobalization,
                "Texts cannot be normalized, because the process runs without globalization data (InvariantGlobalization). "
                + "Install ICU (Debian: apt-get install libicu-dev) and remove DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.");
    }

    private static TokenizerException TooLarge(string origin, long bytes) =>
        new(TokenizerError.TooLarge, $"{origin}: {bytes} bytes, expected at most {MaxFileBytes}. This is not a tokenizer.json.");
}
