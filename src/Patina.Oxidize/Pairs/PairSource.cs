namespace Patina.Oxidize.Pairs;

/// <summary>Which relation of the project a pair comes from. The values go into digests that pick samples: they are never renumbered.</summary>
internal enum PairSource
{
    /// <summary>Items of one note session; the nearer their headings, the more they count.</summary>
    Note = 0,

    /// <summary>A commit's message and the files it changed.</summary>
    Commit = 1,

    /// <summary>A definition's comment and its code.</summary>
    Comment = 2,

    /// <summary>A definition's name and its code.</summary>
    Name = 3,

    /// <summary>Two files that one commit changed.</summary>
    CoChange = 4,

    /// <summary>A definition and one that it calls, either way.</summary>
    Call = 6,

    /// <summary>A piece of code that imports a definition, and the definition, either way.</summary>
    Import = 7,

    /// <summary>A piece of code that names a type, and the type, either way.</summary>
    TypeUse = 8,
}
