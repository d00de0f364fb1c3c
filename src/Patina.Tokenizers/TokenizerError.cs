namespace Patina.Tokenizers;

/// <summary>Why a tokenizer could not be loaded or used.</summary>
public enum TokenizerError
{
    /// <summary>The file is missing or cannot be read.</summary>
    Unreadable,

    /// <summary>The file, a string in it or the text to encode exceeds a limit.</summary>
    TooLarge,

    /// <summary>Not JSON: truncated, nested too deeply, or not UTF-8.</summary>
    BadJson,

    /// <summary>A field is missing, has the wrong type, or a value out of range.</summary>
    BadValue,

    /// <summary>A normalizer, pre-tokenizer, model, post-processor or option that this library does not implement.</summary>
    Unsupported,

    /// <summary>A regular expression that cannot be read, or that took too long on a text.</summary>
    BadPattern,

    /// <summary>The vocabulary contradicts itself: an id twice, an id out of range, a needed token missing.</summary>
    BadVocabulary,

    /// <summary>A merge is malformed or names a token that the vocabulary lacks.</summary>
    BadMerges,

    /// <summary>The text holds something unknown and the vocabulary has no token for the unknown.</summary>
    UnknownToken,

    /// <summary>The process runs without globalization data, with which texts cannot be normalized.</summary>
    NoGlobalization,
}
