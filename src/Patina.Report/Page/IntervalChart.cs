using System.Text;

namespace Patina.Report.Page;

/// <summary>Horizontal bars with whiskers for their 95 % intervals.</summary>
internal sealed class IntervalChart
{
    private const int Width = 760;
    private const int Label = 250;
    private const int RowHeight = 26;
    private const int ValueWidth = 200;

    private readonly List<(string Label, double Value, double Low, double High, int Tone)> _rows = [];

    public bool IsEmpty => _rows.Count == 0;

    /// <param name="tone">Which of the page's colours.</param>
    public void Add(string label, double value, double low, double high, int tone = 0) => _rows.Add((label, value, low, high, tone));

    /// <param name="title">What a reader that cannot see it is told.</param>
    /// <param name="form">Of the numbers.</param>
    public string Draw(string title, string form)
    {
        var least = Math.Min(0, _rows.Min(row => row.Low));
        var most = Math.Max(_rows.Max(row => row.High), least + 1e-9);
        double X(double value) => Label + ((value - least) / (most - least) * (Width - Label - ValueWidth));
        var height = (_rows.Count * RowHeight) + 8;
        var svg = new StringBuilder($"<svg viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"{Html.Escape(title)}\">");
        svg.Append($"<line class=\"axis\" x1=\"{Html.Number(X(0))}\" y1=\"0\" x2=\"{Html.Number(X(0))}\" y2=\"{height}\"/>");
        for (var i = 0; i < _rows.Count; i++)
        {
            var (label, value, low, high, tone) = _rows[i];
            var (top, middle) = ((i * RowHeight) + 8, (i * RowHeight) + 17);
            var (left, right) = (Math.Min(X(0), X(value)), Math.Max(X(0), X(value)));
            svg.Append($"<text class=\"label\" x=\"{Label - 8}\" y=\"{middle + 4}\" text-anchor=\"end\">{Html.Escape(Short(label))}</text>");
            svg.Append($"<rect class=\"tone{tone}\" x=\"{Html.Number(left)}\" y=\"{top}\" width=\"{Html.Number(right - left)}\" height=\"18\" rx=\"2\"/>");
            svg.Append($"<path class=\"whisker\" d=\"M{Html.Number(X(low))} {middle}H{Html.Number(X(high))}M{Html.Number(X(low))} {top + 4}v10M{Html.Number(X(high))} {top + 4}v10\"/>");
            svg.Append($"<text class=\"value\" x=\"{Width - ValueWidth + 8}\" y=\"{middle + 4}\">{Html.Number(value, form)} [{Html.Number(low, form)}, {Html.Number(high, form)}]</text>");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static string Short(string label) => label.Length <= 38 ? label : label[..37] + "…";
}
