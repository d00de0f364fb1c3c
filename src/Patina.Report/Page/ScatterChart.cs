using System.Text;

namespace Patina.Report.Page;

/// <summary>Points with names: quality upwards, latency to the right on a logarithmic axis.</summary>
internal sealed class ScatterChart
{
    private const int Width = 760;
    private const int Height = 320;
    private const int Left = 60;
    private const int Bottom = 44;

    /// <summary>Room for the name of the rightmost point.</summary>
    private const int Right = 230;

    private readonly List<(string Name, double X, double Y, double Low, double High, int Tone)> _points = [];

    public bool IsEmpty => _points.Count == 0;

    public void Add(string name, double x, double y, double low, double high, int tone) => _points.Add((name, x, y, low, high, tone));

    public string Draw(string title, string across, string upwards)
    {
        var (first, last) = (Math.Floor(Math.Log10(_points.Min(point => point.X))), Math.Ceiling(Math.Log10(_points.Max(point => point.X)) + 1e-9));
        var most = Math.Min(1, _points.Max(point => point.High) * 1.1);
        double X(double value) => Left + ((Math.Log10(value) - first) / Math.Max(1, last - first) * (Width - Left - Right));
        double Y(double value) => 10 + ((most - value) / most * (Height - Bottom - 10));

        var svg = new StringBuilder($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Html.Escape(title)}\">");
        for (var power = first; power <= last; power++)
        {
            var x = Html.Number(X(Math.Pow(10, power)));
            svg.Append($"<line class=\"grid\" x1=\"{x}\" x2=\"{x}\" y1=\"10\" y2=\"{Height - Bottom}\"/><text class=\"tick\" x=\"{x}\" y=\"{Height - Bottom + 16}\" text-anchor=\"middle\">{Html.Number(Math.Pow(10, power), "0.###")}</text>");
        }

        for (var tick = 0; tick <= 4; tick++)
        {
            var value = most * tick / 4;
            svg.Append($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Html.Number(Y(value))}\" y2=\"{Html.Number(Y(value))}\"/><text class=\"tick\" x=\"{Left - 8}\" y=\"{Html.Number(Y(value) + 4)}\" text-anchor=\"end\">{Html.Number(value, "0.00")}</text>");
        }

        foreach (var point in _points)
        {
            var (x, y) = (Html.Number(X(point.X)), Html.Number(Y(point.Y)));
            svg.Append($"<path class=\"whisker\" d=\"M{x} {Html.Number(Y(point.Low))}V{Html.Number(Y(point.High))}\"/><circle class=\"tone{point.Tone}\" cx=\"{x}\" cy=\"{y}\" r=\"6\"/>");
            svg.Append($"<text class=\"label\" x=\"{Html.Number(X(point.X) + 10)}\" y=\"{Html.Number(Y(point.Y) + 4)}\">{Html.Escape(point.Name)}</text>");
        }

        svg.Append($"<text class=\"tick\" x=\"{Left}\" y=\"{Height - 8}\">{Html.Escape(across)} →   ↑ {Html.Escape(upwards)}</text>");
        return svg.Append("</svg>\n").ToString();
    }
}
