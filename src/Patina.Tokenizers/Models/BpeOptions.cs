namespace Patina.Tokenizers.Models;

/// <summary>What varies between BPE models besides vocabulary and merges.</summary>
internal sealed record BpeOptions
{
    /// <summary>Units of <see cref="Prefix"/> and of <see cref="Suffix"/> at most.</summary>
    public const int LongestAffix = 64;

    /// <summary>Token for characters that the vocabulary lacks; null drops them.</summary>
    public string? Unknown { get; init; }

    /// <summary>Put before every character of a word but the first; empty for nothing.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Put after the last character of a word; empty for nothing.</summary>
    public string Suffix { get; init; } = "";

    /// <summary>Several unknown characters side by side are one token.</summary>
    public bool FuseUnknown { get; init; }

    /// <summary>Unknown characters become one token such as <c>&lt;0xE2&gt;</c> for each byte of UTF-8.</summary>
    public bool ByteFallback { get; init; }

    /// <summary>A word that the vocabulary has is that token, whatever the merges say.</summary>
    public bool IgnoreMerges { get; init; }
}
