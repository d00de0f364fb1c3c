using System.Runtime.CompilerServices;
using Patina.Tokenizers.Unicode;

namespace Patina.Tokenizers.Expressions;

/// <summary>
/// Finds the matches of a program in one text, trying alternatives in order and going back where one fails. Remembers
/// what has failed, so that the time grows with the text alone for expressions without loops in loops, and stops with an
/// error long before it grows out of bounds for others. Not thread-safe.
/// </summary>
internal sealed class Matcher(ExpressionProgram program)
{
    private const int NoInterval = -1;

    /// <summary>A longer list of ways is given back after use.</summary>
    private const int MostKeptWays = 1 << 14;

    private readonly Instruction[] _code = program.Code;
    private readonly (int Start, int End)[] _failedRuns = new (int, int)[program.Runs];
    private readonly FailedStates _failedStates = new(program.Splits + program.Runs);
    private Way[] _ways = new Way[32];
    private int _count;
    private long _steps;
    private long _mostSteps;

    public ExpressionProgram Program => program;

    /// <summary>Forgets what is known of the text before.</summary>
    /// <param name="length">Units of the new text.</param>
    public void Begin(int length)
    {
        Array.Fill(_failedRuns, (NoInterval, NoInterval));
        _failedStates.Begin(length);
        if (_ways.Length > MostKeptWays)
            _ways = new Way[32];
        _count = 0;
        _steps = 0;
        _mostSteps = 1_000_000 + 200L * length;
    }

    /// <summary>Finds the first match that begins at or after <paramref name="from"/>.</summary>
    /// <exception cref="TokenizerException">That would take too long.</exception>
    public bool TryFind(ReadOnlySpan<char> text, int from, out int start, out int end)
    {
        for (start = from; start <= text.Length; start++)
        {
            if (start > 0 && start < text.Length && char.IsLowSurrogate(text[start]))
                continue;
            if (program.First.Allows(text, start) && (end = Execute(text, 0, start)) >= 0)
                return true;
        }

        (start, end) = (-1, -1);
        return false;
    }

    /// <returns>Where the match ends; -1 if there is none.</returns>
    private int Execute(ReadOnlySpan<char> text, int at, int position)
    {
        var (floor, code) = (_count, _code);
        while (true)
        {
            var instruction = code[at++];
            bool isDone;
            switch (instruction.Operation)
            {
                case Operation.Match:
                    _count = floor;
                    return position;
                case Operation.Jump:
                    at = instruction.Target;
                    continue;
                case Operation.Take:
                    isDone = TryTake(text, instruction.Set, ref position);
                    break;
                case Operation.TakeRun:
                    isDone = TryTakeRun(text, instruction, at, ref position);
                    break;
                case Operation.Split:
                    isDone = TrySplit(text, instruction, ref at, position);
                    break;
                default:
                    isDone = TryOther(text, instruction, ref at, ref position);
                    break;
            }

            if (!isDone && !TryGoBack(text, floor, ref at, ref position))
                return -1;
        }
    }

    /// <summary>Does what is rarer.</summary>
    private bool TryOther(ReadOnlySpan<char> text, Instruction instruction, ref int at, ref int position)
    {
        switch (instruction.Operation)
        {
            case Operation.TakeWholeRun:
                return TryTakeSome(text, instruction, ref position, out _);
            case Operation.Place:
                return Places.IsAt(instruction.Place, text, position);
            case Operation.LookAtOne:
                return LooksAtOne(text, instruction, position) != instruction.IsNegated;
            case Operation.Look:
                at = instruction.Target;
                return Looks(text, instruction, position) != instruction.IsNegated;
            case Operation.BeginAtomic:
                Push(new Way(WayKind.AtomicMark, 0, 0, 0, 0));
                return true;
            default:
                do
                    _count--;
                while (_ways[_count].Kind != WayKind.AtomicMark);
                return true;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryTake(ReadOnlySpan<char> text, ScalarSet set, ref int position)
    {
        if (position >= text.Length || !set.Contains(Scalars.At(text, position, out var units)))
            return false;
        position += units;
        return true;
    }

    private bool TrySplit(ReadOnlySpan<char> text, Instruction split, ref int at, int position)
    {
        at = split.Target;
        if (!split.OtherFirst.Allows(text, position))
            return split.First.Allows(text, position);
        if (!split.First.Allows(text, position))
        {
            at = split.Other;
            return true;
        }

        Count(1);
        if (HasFailed(split.Index, position))
            return false;
        Push(new Way(WayKind.Branch, split.Other, position, 0, 0));
        return true;
    }

    /// <summary>Takes a run to its end, and notes that it may end earlier.</summary>
    /// <param name="next">What follows.</param>
    private bool TryTakeRun(ReadOnlySpan<char> text, Instruction run, int next, ref int position)
    {
        if (run.Most != Expression.Repetition.Unlimited)
            return !HasFailed(program.Splits + run.Index, position) && TryTakeBoundedRun(text, run, next, ref position);

        var start = position;
        ref var failed = ref _failedRuns[run.Index];
        if (start >= failed.Start && start < failed.End)
            return false;
        for (var i = 0; i < run.Least; i++)
            if (!TryTake(text, run.Set, ref position))
                return false;

        // A run into one that failed ends where that one does, and what follows need not be tried again from there on.
        var least = position;
        var known = run.Least <= 1 && failed.Start >= least ? failed.Start : int.MaxValue;
        position = run.Set.EndOfRun(text, position, Math.Min(text.Length, known));
        Count(position - start >> 2);
        if (!run.IsLast && position > start)
            Push(new Way(WayKind.ShorterRun, next, position, least, position == known ? failed.End : position) { Start = start });
        return true;
    }

    private bool TryTakeBoundedRun(ReadOnlySpan<char> text, Instruction run, int next, ref int position)
    {
        if (!TryTakeSome(text, run, ref position, out var least))
            return false;
        if (!run.IsLast && position > least)
            Push(new Way(WayKind.ShorterRun, next, position, least, position));
        return true;
    }

    /// <summary>Takes as many scalars as a run may have.</summary>
    /// <param name="least">Where it ends at least.</param>
    private static bool TryTakeSome(ReadOnlySpan<char> text, Instruction run, ref int position, out int least)
    {
        least = position;
        for (var count = 0; count < run.Most; count++)
        {
            if (count == run.Least)
                least = position;
            if (!TryTake(text, run.Set, ref position))
                return count >= run.Least;
        }

        least = run.Least == run.Most ? position : least;
        return true;
    }

    /// <summary>Says whether something has failed at a position; if not, leaves a mark behind that says so once it has.</summary>
    /// <param name="state">Number of the split, or behind those of the run.</param>
    private bool HasFailed(int state, int position)
    {
        if (!_failedStates.IsOn(_steps))
            return false;
        if (_failedStates.Has(state, position))
            return true;
        Push(new Way(WayKind.Failed, state, position, 0, 0));
        return false;
    }

    private static bool LooksAtOne(ReadOnlySpan<char> text, Instruction look, int position)
    {
        if (look.IsBehind && position == 0 || !look.IsBehind && position == text.Length)
            return false;
        var at = look.IsBehind ? Scalars.Before(text, position) : position;
        return look.Set.Contains(Scalars.At(text, at, out _));
    }

    private bool Looks(ReadOnlySpan<char> text, Instruction look, int position)
    {
        for (var i = 0; i < look.Distance; i++)
        {
            if (position == 0)
                return false;
            position = Scalars.Before(text, position);
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        return Execute(text, look.Other, position) >= 0;
    }

    /// <summary>Takes the last way that was left open.</summary>
    /// <returns>False if there is none.</returns>
    private bool TryGoBack(ReadOnlySpan<char> text, int floor, ref int at, ref int position)
    {
        while (_count > floor)
        {
            Count(1);
            ref var way = ref _ways[_count - 1];
            (at, position) = (way.Next, way.Position);
            switch (way.Kind)
            {
                case WayKind.Branch:
                    _count--;
                    return true;
                case WayKind.ShorterRun when position > way.Least:
                    way.Position = position = Scalars.Before(text, position);
                    return true;
                case WayKind.ShorterRun:
                    var run = _code[at - 1];
                    if (run.Most == Expression.Repetition.Unlimited)
                        _failedRuns[run.Index] = (way.Start, way.End);
                    break;
                case WayKind.Failed:
                    _failedStates.Add(way.Next, position);
                    break;
            }

            _count--;
        }

        return false;
    }

    private void Push(Way way)
    {
        if (_count == _ways.Length)
            Array.Resize(ref _ways, _count * 2);
        _ways[_count++] = way;
    }

    private void Count(int steps)
    {
        if ((_steps += steps) > _mostSteps)
            throw new TokenizerException(
                TokenizerError.BadPattern, "A regular expression of the tokenizer takes too long on a text. Cut the text, or simplify the expression.");
    }

    /// <summary>A way to go on, left open; or a mark between such ways.</summary>
    /// <param name="Next">The instruction to go on with; the number of the split or run that failed.</param>
    /// <param name="Position">Where to go on; of a run, where it ends now.</param>
    /// <param name="Least">Of a run, where it ends at least.</param>
    /// <param name="End">Of a run, where it ended at first.</param>
    private record struct Way(WayKind Kind, int Next, int Position, int Least, int End)
    {
        /// <summary>Where a run begins.</summary>
        public int Start { get; init; }
    }

    private enum WayKind
    {
        /// <summary>Another alternative.</summary>
        Branch,

        /// <summary>A run may end earlier.</summary>
        ShorterRun,

        /// <summary>What lies above it are all ways of a split or run; when they are used up, it has failed.</summary>
        Failed,

        /// <summary>What lies above it is matched once for all.</summary>
        AtomicMark,
    }
}
