using System.Text.RegularExpressions;

namespace Patina.Memory.Scraping.Notes;

/// <summary>One line of Markdown, by the part it plays.</summary>
/// <param name="Indent">Columns before the first character; a tab counts as four.</param>
/// <param name="Text">Heading, label or item text without its marker; otherwise the line without indent.</param>
/// <param name="Rest">What follows a label on its line.</param>
/// <param name="Level">Of a heading, 1 to 6.</param>
/// <param name="Done">State of the check box of a list item.</param>
internal sealed partial record NoteLine(
    NoteLine.Role Part, int Indent, string Text, string Rest = "", int Level = 0, bool? Done = null)
{
    private const int TabColumns = 4;
    private const int MaxLabelLength = 100;

    public enum Role
    {
        Blank,
        Text,
        Heading,
        Label,
        ListItem,
        Fence,
        Separator,
    }

    public static NoteLine Parse(string line)
    {
        var text = line.AsSpan().TrimStart(" \t");
        var indent = Columns(line.AsSpan(0, line.Length - text.Length));
        if (text.IsWhiteSpace())
            return new NoteLine(Role.Blank, indent, "");
        if (text.StartsWith("```", StringComparison.Ordinal) || text.StartsWith("~~~", StringComparison.Ordinal))
            return new NoteLine(Role.Fence, indent, text.TrimEnd().ToString());
        if (Separator().IsMatch(text))
            return new NoteLine(Role.Separator, indent, "");
        var content = text.TrimEnd().ToString();
        if (indent < TabColumns && Heading().Match(content) is { Success: true } heading)
            return new NoteLine(Role.Heading, indent, heading.Groups["text"].Value, Level: heading.Groups["marks"].Length);
        if (ListItem().Match(content) is { Success: true } item)
            return OfListItem(indent, item.Groups["text"].Value);
        if (indent == 0 && Label().Match(content) is { Success: true } label && label.Groups["text"].Length <= MaxLabelLength)
            return new NoteLine(Role.Label, indent, label.Groups["text"].Value, label.Groups["rest"].Value.Trim());
        return new NoteLine(Role.Text, indent, content);
    }

    private static NoteLine OfListItem(int indent, string text)
    {
        var box = CheckBox().Match(text);
        return box.Success
            ? new NoteLine(Role.ListItem, indent, box.Groups["text"].Value, Done: box.Groups["mark"].Value != " ")
            : new NoteLine(Role.ListItem, indent, text);
    }

    private static int Columns(ReadOnlySpan<char> blanks)
    {
        var columns = 0;
        foreach (var c in blanks)
            columns += c == '\t' ? TabColumns : 1;
        return columns;
    }

    [GeneratedRegex(@"^(?<marks>#{1,6})\s+(?<text>.*?)(?:\s+#+)?$")]
    private static partial Regex Heading();

    /// <summary>A bullet of any kind, or a number or letter with <c>.</c> or <c>)</c>.</summary>
    [GeneratedRegex(@"^(?:(?:[-*+•◦▪‣–—]|(?:\d{1,3}|[A-Za-z])[.)]|\(\d{1,3}\))\s+(?<text>.*)|[-*+•])$")]
    private static partial Regex ListItem();

    [GeneratedRegex(@"^\[(?<mark>[ xX✓✔])\]\s*(?<text>.*)$")]
    private static partial Regex CheckBox();

    /// <summary><c>**Label:**</c> or <c>**Label**:</c>, alone or before text; or a bold line without a full stop.</summary>
    [GeneratedRegex(@"^\*\*(?<text>[^*]+?)(?:(?::\s?\*\*|\*\*\s?:)(?<rest>.*)|(?<![.!?])\*\*)$")]
    private static partial Regex Label();

    /// <summary>A rule, or a comment of one line.</summary>
    [GeneratedRegex(@"^(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|<!--.*-->)\s*$")]
    private static partial Regex Separator();
}
