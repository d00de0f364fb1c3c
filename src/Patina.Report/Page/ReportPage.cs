using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Patina.Report.Data;

namespace Patina.Report.Page;

/// <summary>Writes a report as one page that needs nothing else: no network, no other file.</summary>
public static class ReportPage
{
    /// <param name="generated">When, as it is shown.</param>
    public static void Write(TextWriter output, ProjectReport report, DateTimeOffset generated)
    {
        var script = Resource("report.js");
        var digest = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        var title = Html.Escape($"{report.Project}: Patina report");
        output.Write($"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'">
            <title>{title}</title>
            <style>
            {Resource("report.css")}</style></head>
            <body><a class="skip" href="#content">To the content</a>
            <header><h1>{Html.Escape(report.Project)}</h1>
            <p class="faint">{Html.Escape(Subtitle(report))} · {generated.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)} UTC</p>
            <nav aria-label="Sections"><a href="#models">Models</a><a href="#sets">Questions</a><a href="#projections">Projections</a><a href="#training">Training</a><a href="#growth">Growth</a><a href="#cache">Cache</a><a href="#space">Map</a></nav></header>
            <main id="content">

            """);
        foreach (var section in ReportSections.Of(report))
            output.Write($"<section id=\"{section.Id}\" aria-labelledby=\"{section.Id}-title\"><h2 id=\"{section.Id}-title\">{Html.Escape(section.Title)}</h2>\n{section.Content}</section>\n");
        WriteMap(output, report);
        output.Write("</main>\n");
        output.Write($"<script>{script}</script>\n</body></html>\n");
    }

    private static string Subtitle(ProjectReport report) => report.Model is null
        ? "no vectors yet"
        : $"{report.Model}, {report.Dimension} numbers";

    private static void WriteMap(TextWriter output, ProjectReport report)
    {
        output.Write("<section id=\"space\" aria-labelledby=\"space-title\"><h2 id=\"space-title\">Map of the embedding space</h2>\n");
        if (report.Map is not { } map)
        {
            output.Write("<p>There are no vectors yet. Run: patina oxidize</p></section>\n");
            return;
        }

        var packed = PackedMap.Of(map);
        output.Write($"""
            <p>{Html.Count(map.Points.Count)}{(map.Chunks > map.Points.Count ? $" of {Html.Count(map.Chunks)}" : "")} chunks on a plane. Of a chunk's ten nearest in the space, {Html.Number(map.Kept, "0 %")} are among its ten nearest here ({Html.Number(map.KeptByPlane, "0 %")} on the two principal directions alone): distances across the map mean little, neighbourhoods do.</p>
            <div class="controls"><label>Search <input id="search" type="search" autocomplete="off" spellcheck="false"></label>
            <fieldset><legend class="skip">Colour by</legend><label><input type="radio" name="colour" value="kind" checked> kind</label><label><input type="radio" name="colour" value="folder"> folder</label></fieldset>
            <span id="found" role="status"></span></div>
            <ul id="legend"></ul>
            <div id="frame"><canvas id="map" tabindex="0" role="application" aria-label="Map: arrow keys move, plus and minus zoom, 0 shows all, Enter reads the chunk in the middle"></canvas><div id="tip" hidden></div></div>
            <p class="faint">Drag or arrow keys move, wheel or + and − zoom, 0 shows all, Enter shows the chunk in the middle.</p><p class="skip" id="spoken" role="status"></p>
            <ol id="results" aria-label="Matches"></ol>
            <noscript><p>The map needs JavaScript; everything above does not.</p></noscript>
            <script type="application/json" id="meta">{packed.Meta}</script>
            <script type="text/plain" id="numbers">{packed.Numbers}</script>
            <script type="text/plain" id="texts">{packed.Texts}</script></section>

            """);
    }

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
