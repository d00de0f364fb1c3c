namespace Patina.Pretrain.Mining;

/// <summary>What relates the two sides of a training pair. The values are stored in files.</summary>
public enum PairKind : byte
{
    /// <summary>Doc comment to the function without it.</summary>
    Doc = 0,

    /// <summary>Name of a function to its text with the name taken out.</summary>
    Name = 1,

    /// <summary>Subject of a commit to the paths it touches and what it adds there.</summary>
    Commit = 2,

    /// <summary>Subject of a commit to one of its files.</summary>
    CommitFile = 3,

    /// <summary>Subject of a commit to the rest of its message.</summary>
    CommitBody = 4,

    /// <summary>Path of a file to its first lines.</summary>
    Path = 5,

    /// <summary>Heading to section.</summary>
    Section = 6,

    /// <summary>First sentence of a paragraph to what follows it.</summary>
    Prose = 7,

    /// <summary>Not a pair: a function that others are searched among when a model is scored.</summary>
    Pool = 8,
}
