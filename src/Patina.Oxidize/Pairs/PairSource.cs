namespace Patina.Oxidize.Pairs;

/// <summary>Which relation of the project a pair comes from.</summary>
internal enum PairSource
{
    /// <summary>Items of one note session; the nearer their headings, the more they count.</summary>
    Note,

    /// <summary>A commit's message and the files it changed.</summary>
    Commit,

    /// <summary>A definition's comment and its code.</summary>
    Comment,

    /// <summary>A definition's name and its code.</summary>
    Name,
}
