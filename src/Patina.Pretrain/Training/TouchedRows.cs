namespace Patina.Pretrain.Training;

/// <summary>Which rows of the table a batch uses, and where: bags turned around, so that each row's gradient is summed by one thread.</summary>
/// <param name="rows">Rows of the table.</param>
internal sealed class TouchedRows(int rows)
{
    private readonly int[] _ends = new int[rows + 1];
    private readonly List<int> _rows = [];
    private int[] _texts = [];
    private float[] _weights = [];

    /// <summary>Rows that are used.</summary>
    public int Count => _rows.Count;

    public int RowOf(int index) => _rows[index];

    /// <summary>Where the row is used, in the order of sides, then texts: text i of side k counts as k · texts + i.</summary>
    public ReadOnlySpan<int> TextsOf(int index) => Range(_texts, index);

    /// <summary>How much of the row goes into each of those texts.</summary>
    public ReadOnlySpan<float> WeightsOf(int index) => Range(_weights, index);

    /// <param name="sides">Of equally many texts.</param>
    public void Collect(ReadOnlySpan<TokenBag> sides)
    {
        Array.Clear(_ends);
        var total = 0;
        foreach (var side in sides)
        {
            foreach (var token in side.Tokens)
                _ends[token + 1]++;
            total += side.Tokens.Count;
        }
        _rows.Clear();
        for (var row = 0; row < rows; row++)
        {
            if (_ends[row + 1] > 0)
                _rows.Add(row);
            _ends[row + 1] += _ends[row];
        }
        if (_texts.Length < total)
            (_texts, _weights) = (new int[total + (total / 4)], new float[total + (total / 4)]);
        for (var number = 0; number < sides.Length; number++)
            Place(sides[number], number);
    }

    private ReadOnlySpan<T> Range<T>(T[] uses, int index)
    {
        var row = _rows[index];
        var start = row == 0 ? 0 : _ends[row - 1];
        return uses.AsSpan(start, _ends[row] - start);
    }

    /// <summary>Ends begin as starts and move as the uses are placed.</summary>
    private void Place(TokenBag side, int number)
    {
        for (var text = 0; text < side.Count; text++)
        {
            for (var i = side.Starts[text]; i < side.Starts[text + 1]; i++)
            {
                var place = _ends[side.Tokens[i]]++;
                (_texts[place], _weights[place]) = ((number * side.Count) + text, side.Weights[i]);
            }
        }
    }
}
