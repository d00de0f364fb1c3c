namespace Patina.Tokenizers.Expressions;

/// <summary>A place that an expression can ask for.</summary>
internal enum PlaceKind
{
    /// <summary><c>^</c>: the beginning of the text, and behind a line feed.</summary>
    LineStart,

    /// <summary><c>$</c>: the end of the text, and in front of a line feed.</summary>
    LineEnd,

    /// <summary><c>\A</c></summary>
    TextStart,

    /// <summary><c>\z</c></summary>
    TextEnd,

    /// <summary><c>\Z</c>: the end of the text, and in front of a line feed that ends it.</summary>
    LastLineEnd,

    /// <summary><c>\b</c></summary>
    WordBoundary,

    /// <summary><c>\B</c></summary>
    NoWordBoundary,
}
