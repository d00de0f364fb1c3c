namespace Patina.Tokenizers.Expressions;

/// <summary>A step of a compiled expression.</summary>
internal sealed class Instruction(Operation operation)
{
    public Operation Operation { get; } = operation;

    /// <summary>The scalars to take, or to look at.</summary>
    public ScalarSet Set { get; init; } = ScalarSet.Any;

    /// <summary>Where to go; of a split, where to go first.</summary>
    public int Target { get; set; }

    /// <summary>Of a split, where to go otherwise; of a look, where what it looks for begins.</summary>
    public int Other { get; set; }

    /// <summary>What a text begins with that a split can match at <see cref="Target"/>.</summary>
    public FirstScalars First { get; set; }

    /// <summary>What a text begins with that a split can match at <see cref="Other"/>.</summary>
    public FirstScalars OtherFirst { get; set; }

    /// <summary>Scalars that a run has at least.</summary>
    public int Least { get; init; }

    /// <summary>Scalars that a run has at most.</summary>
    public int Most { get; init; } = Expression.Repetition.Unlimited;

    /// <summary>Of a run, whether the match ends with it.</summary>
    public bool IsLast { get; set; }

    /// <summary>Number of this run, or of this split, among those of the program.</summary>
    public int Index { get; init; }

    public PlaceKind Place { get; init; }

    public bool IsNegated { get; init; }

    /// <summary>Whether to look behind.</summary>
    public bool IsBehind { get; init; }

    /// <summary>Scalars to go back before looking.</summary>
    public int Distance { get; init; }
}
