using System.Text;

namespace Patina.Memory.Scraping.Notes;

/// <summary>An item whose lines are still being read.</summary>
/// <param name="index">Index of its first line.</param>
/// <param name="text">That line without marker.</param>
internal sealed class OpenItem(int index, string text, NoteLine line)
{
    private readonly StringBuilder _content = new(text);

    public int Indent { get; } = line.Indent;

    public bool IsListItem { get; } = line.Part == NoteLine.Role.ListItem;

    public bool? Done { get; } = line.Done;

    public int FirstLine { get; } = index;

    public int LastLine { get; private set; } = index;

    public string Content => _content.ToString().Trim();

    public void Append(int index, string text)
    {
        _content.Append('\n', index - LastLine).Append(text);
        LastLine = index;
    }
}
