namespace Patina.Tokenizers.Expressions;

/// <summary>What a regular expression says, as a tree. Immutable.</summary>
internal abstract record Expression
{
    /// <summary>Matches nothing, anywhere.</summary>
    public sealed record Empty : Expression;

    /// <summary>Matches one scalar of a set.</summary>
    public sealed record Character(ScalarSet Set) : Expression;

    /// <summary>Matches its parts one behind the other.</summary>
    public sealed record Sequence(IReadOnlyList<Expression> Parts) : Expression;

    /// <summary>Matches the first of its parts that leads to a match of the whole.</summary>
    public sealed record Choice(IReadOnlyList<Expression> Parts) : Expression;

    /// <summary>Matches several times.</summary>
    /// <param name="Most"><see cref="Unlimited"/> for any number.</param>
    public sealed record Repetition(Expression Body, int Least, int Most, RepetitionKind Kind) : Expression
    {
        public const int Unlimited = int.MaxValue;
    }

    /// <summary>Matches, and never again otherwise.</summary>
    public sealed record Atomic(Expression Body) : Expression;

    /// <summary>Matches nothing where its body matches, or where it does not.</summary>
    public sealed record Look(Expression Body, bool IsBehind, bool IsNegated) : Expression;

    /// <summary>Matches nothing at certain places.</summary>
    public sealed record Place(PlaceKind Kind) : Expression;
}
