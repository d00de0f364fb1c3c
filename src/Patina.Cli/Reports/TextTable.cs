using Patina.Cli.Terminals;

namespace Patina.Cli.Reports;

/// <summary>Aligned columns: the first to the left, numbers to the right.</summary>
internal sealed class TextTable(params string[] headers)
{
    private const string Gap = "  ";

    private readonly List<string[]> _rows = [headers];

    /// <param name="cells">As many as there are headers.</param>
    public void Add(params string[] cells)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, headers.Length);
        _rows.Add(cells);
    }

    /// <summary>Columns of a terminal that the longest line takes.</summary>
    public int Width => Widths().Sum() + (Gap.Length * (headers.Length - 1));

    public void Write(TextWriter output, Ink ink)
    {
        var widths = Widths();
        for (var i = 0; i < _rows.Count; i++)
        {
            var cells = _rows[i].Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]));
            var text = string.Join(Gap, cells).TrimEnd();
            output.WriteLine(i == 0 ? ink.Faint(text) : text);
        }
    }

    private int[] Widths() => [.. headers.Select((_, column) => _rows.Max(row => row[column].Length))];
}
