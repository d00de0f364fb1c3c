namespace Patina.Tokenizers.Expressions;

/// <summary>What an <see cref="Instruction"/> does.</summary>
internal enum Operation
{
    /// <summary>The text matches.</summary>
    Match,

    /// <summary>Takes one scalar of the set.</summary>
    Take,

    /// <summary>Takes as many scalars of the set as there are, fewer where what follows fails.</summary>
    TakeRun,

    /// <summary>Takes as many scalars of the set as there are.</summary>
    TakeWholeRun,

    /// <summary>Tries one target, then the other.</summary>
    Split,

    /// <summary>Goes to the target.</summary>
    Jump,

    /// <summary>Asks for a place.</summary>
    Place,

    /// <summary>Asks for a scalar of the set ahead or behind.</summary>
    LookAtOne,

    /// <summary>Asks for a match ahead or behind of what begins at the next instruction, then goes to the target.</summary>
    Look,

    /// <summary>Begins what is matched once for all.</summary>
    BeginAtomic,

    /// <summary>Ends it: forgets the other ways to match it.</summary>
    EndAtomic,
}
