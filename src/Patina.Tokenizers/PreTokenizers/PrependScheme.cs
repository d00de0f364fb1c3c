namespace Patina.Tokenizers.PreTokenizers;

/// <summary>Which words a mark is put before.</summary>
internal enum PrependScheme
{
    /// <summary>All that do not begin with it.</summary>
    Always,

    /// <summary>The one at the beginning of the text.</summary>
    First,

    /// <summary>None.</summary>
    Never,
}
