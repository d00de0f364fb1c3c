using System.Text;

namespace Patina.Report.Page;

/// <summary>Lines over a common axis of steps: months, epochs.</summary>
internal sealed class LineChart(IReadOnlyList<string> steps)
{
    private const int Width = 760;
    private const int Height = 240;
    private const int Left = 70;
    private const int Bottom = 36;
    private const int Right = 130;
    private const int Ticks = 4;

    private readonly List<(string Name, IReadOnlyList<double> Values, int Tone, int First)> _lines = [];

    /// <param name="values">One for each step from the first on.</param>
    /// <param name="first">The step that it begins at.</param>
    public void Add(string name, IReadOnlyList<double> values, int tone, int first = 0) => _lines.Add((name, values, tone, first));

    /// <param name="fromZero">Whether the axis begins at zero.</param>
    public string Draw(string title, string form, bool fromZero)
    {
        var (least, most) = (fromZero ? 0 : _lines.Min(line => line.Values.Min()), _lines.Max(line => line.Values.Max()));
        if (most <= least)
            most = least + 1;
        double X(int step) => Left + (step / Math.Max(1.0, steps.Count - 1) * (Width - Left - Right));
        double Y(double value) => 10 + ((most - value) / (most - least) * (Height - Bottom - 10));

        var svg = new StringBuilder($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Html.Escape(title)}\">");
        for (var tick = 0; tick <= Ticks; tick++)
        {
            var value = least + ((most - least) * tick / Ticks);
            svg.Append($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Html.Number(Y(value))}\" y2=\"{Html.Number(Y(value))}\"/>");
            svg.Append($"<text class=\"tick\" x=\"{Left - 8}\" y=\"{Html.Number(Y(value) + 4)}\" text-anchor=\"end\">{Html.Number(value, form)}</text>");
        }

        foreach (var step in new[] { 0, steps.Count / 2, steps.Count - 1 }.Distinct())
            svg.Append($"<text class=\"tick\" x=\"{Html.Number(X(step))}\" y=\"{Height - 12}\" text-anchor=\"middle\">{Html.Escape(steps[step])}</text>");
        var labels = LabelHeights(Y);
        for (var i = 0; i < _lines.Count; i++)
        {
            var (name, values, tone, first) = _lines[i];
            var points = string.Join(' ', values.Select((value, step) => $"{Html.Number(X(first + step))},{Html.Number(Y(value))}"));
            svg.Append($"<polyline class=\"line tone{tone}\" points=\"{points}\"/>");
            svg.Append($"<text class=\"label\" x=\"{Width - Right + 8}\" y=\"{Html.Number(labels[i] + 4)}\">{Html.Escape(name)}</text>");
            svg.Append($"<rect class=\"tone{tone}\" x=\"{Width - Right + 2}\" y=\"{Html.Number(labels[i] - 5)}\" width=\"3\" height=\"10\"/>");
        }

        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>Each label beside the end of its line, apart from the others.</summary>
    private double[] LabelHeights(Func<double, double> y)
    {
        const double apart = 15;
        var heights = _lines.Select(line => y(line.Values[^1])).ToArray();
        var order = Enumerable.Range(0, heights.Length).OrderBy(line => heights[line]).ToArray();
        for (var i = 1; i < order.Length; i++)
            heights[order[i]] = Math.Max(heights[order[i]], heights[order[i - 1]] + apart);
        var over = order.Length == 0 ? 0 : heights[order[^1]] - (Height - Bottom);
        return over <= 0 ? heights : [.. heights.Select(height => height - over)];
    }
}
