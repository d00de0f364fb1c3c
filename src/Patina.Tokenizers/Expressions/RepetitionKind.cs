namespace Patina.Tokenizers.Expressions;

/// <summary>How often a repetition tries to match first.</summary>
internal enum RepetitionKind
{
    /// <summary>As often as possible, then less.</summary>
    Greedy,

    /// <summary>As rarely as possible, then more.</summary>
    Lazy,

    /// <summary>As often as possible, and never less.</summary>
    Possessive,
}
