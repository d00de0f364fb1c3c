namespace Patina.Cli.Terminals;

/// <summary>Marks up text for a terminal, or leaves it plain.</summary>
/// <param name="Enabled">False where control sequences must not appear.</param>
internal readonly record struct Ink(bool Enabled)
{
    public string Strong(string text) => Style("1", text);

    public string Faint(string text) => Style("2", text);

    public string Good(string text) => Style("32", text);

    public string Warning(string text) => Style("33", text);

    public string Bad(string text) => Style("31", text);

    public string Place(string text) => Style("36", text);

    public string Match(string text) => Style("1;33", text);

    private string Style(string code, string text) =>
        Enabled && text.Length > 0 ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
