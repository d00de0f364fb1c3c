namespace Patina.Tokenizers.PreTokenizers;

/// <summary>What becomes of a delimiter that text is split at; the examples split <c>the-final--countdown</c> at <c>-</c>.</summary>
internal enum SplitBehavior
{
    /// <summary><c>the</c>, <c>final</c>, <c>countdown</c></summary>
    Removed,

    /// <summary><c>the</c>, <c>-</c>, <c>final</c>, <c>-</c>, <c>-</c>, <c>countdown</c></summary>
    Isolated,

    /// <summary><c>the-</c>, <c>final-</c>, <c>-</c>, <c>countdown</c></summary>
    MergedWithPrevious,

    /// <summary><c>the</c>, <c>-final</c>, <c>-</c>, <c>-countdown</c></summary>
    MergedWithNext,

    /// <summary><c>the</c>, <c>-</c>, <c>final</c>, <c>--</c>, <c>countdown</c></summary>
    Contiguous,
}
