using System.Text;

namespace Patina.Report.Page;

/// <summary>A table, the first column being the name of its row.</summary>
internal sealed class HtmlTable(string caption, params string[] headers)
{
    private readonly StringBuilder _rows = new();

    /// <param name="cells">Plain text, as many as headers.</param>
    public void Add(params string[] cells)
    {
        _rows.Append("<tr><th scope=\"row\">").Append(Html.Escape(cells[0])).Append("</th>");
        foreach (var cell in cells[1..])
            _rows.Append("<td>").Append(Html.Escape(cell)).Append("</td>");
        _rows.Append("</tr>\n");
    }

    public override string ToString()
    {
        var head = string.Concat(headers.Select(header => $"<th scope=\"col\">{Html.Escape(header)}</th>"));
        return $"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{Html.Escape(caption)}\"><table><caption>{Html.Escape(caption)}</caption><thead><tr>{head}</tr></thead>\n<tbody>\n{_rows}</tbody></table></div>\n";
    }
}
