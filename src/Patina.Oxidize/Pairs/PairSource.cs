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

    /// <summary>Two files that one commit changed.</summary>
    CoChange,

    /// <summary>A file and one that the same author changed in the next commit.</summary>
    CommitSequence,

    /// <summary>A definition and one that it calls, either way.</summary>
    Call,

    /// <summary>A definition and a type that its signature names, either way.</summary>
    TypeUse,

    /// <summary>A file's outline and a definition that the file imports by name, either way.</summary>
    Import,
}
