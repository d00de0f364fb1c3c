namespace Patina.Cli.Reports;

/// <summary>A curve in one line of text.</summary>
internal static class Sparkline
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    /// <param name="width">Steps at most; of more, each mark stands for several and shows the last.</param>
    public static string Of(IReadOnlyList<double> values, int width = 40)
    {
        if (values.Count == 0)
            return "";
        var shown = values.Count <= width ? values : [.. Enumerable.Range(0, width).Select(mark => values[((mark + 1) * values.Count / width) - 1])];
        var (least, most) = (shown.Min(), shown.Max());
        return new string([.. shown.Select(value => most <= least ? Bars[0] : Bars[(int)Math.Round((value - least) / (most - least) * (Bars.Length - 1))])]);
    }
}
