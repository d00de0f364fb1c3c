using Patina.Tokenizers.Pipeline;

namespace Patina.Tokenizers.PreTokenizers;

/// <summary>Joins delimiters and what lies between them as a <see cref="SplitBehavior"/> says.</summary>
internal struct SplitWriter(SplitList splits, SplitBehavior behavior)
{
    private int _start = -1;
    private int _end;
    private bool _wasDelimiter;

    /// <summary>Adds the next part of a text, which begins where the one before ended.</summary>
    public void Add(int start, int end, bool isDelimiter)
    {
        if (behavior == SplitBehavior.Removed)
        {
            if (!isDelimiter)
                splits.Add(start, end);
        }
        else if (Joins(isDelimiter))
        {
            _end = end;
        }
        else
        {
            Finish();
            (_start, _end) = (start, end);
        }

        _wasDelimiter = isDelimiter;
    }

    /// <summary>Adds the part that is still open.</summary>
    public void Finish()
    {
        if (_start >= 0)
            splits.Add(_start, _end);
        _start = -1;
    }

    /// <summary>Whether a part belongs to the one before it.</summary>
    private readonly bool Joins(bool isDelimiter) => _start >= 0 && behavior switch
    {
        SplitBehavior.MergedWithPrevious => isDelimiter && !_wasDelimiter,
        SplitBehavior.MergedWithNext => !isDelimiter && _wasDelimiter,
        SplitBehavior.Contiguous => isDelimiter == _wasDelimiter,
        _ => false,
    };
}
