using System.Collections.Frozen;

namespace Patina.Memory.Lexical;

/// <summary>
/// Words that say nothing about what a question looks for. Left out of questions only: the index keeps them, so that the
/// table can change without a new scrape. Words that also name things in code (<c>get</c>, <c>set</c>, <c>new</c>,
/// <c>not</c>, <c>if</c>, <c>all</c>) are not in it.
/// </summary>
internal static class StopWords
{
    public static FrozenSet<string> All { get; } = (
        """
        a an the this that these those
        i me my we our us you your he she it its they them their
        am is are was were be been being
        do does did doing done have has had having
        can could shall should will would may might must
        and or but nor so than then too very just also
        of in on at by for with about as into onto from to
        how what when where which who whom whose why
        there here
        s t d ll m re ve don doesn didn isn aren wasn weren
        please tell show explain describe
        """).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
