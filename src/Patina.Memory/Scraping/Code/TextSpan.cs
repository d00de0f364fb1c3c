namespace Patina.Memory.Scraping.Code;

/// <summary>Characters of a text.</summary>
/// <param name="Start">First character.</param>
/// <param name="End">Character after the last.</param>
internal readonly record struct TextSpan(int Start, int End)
{
    /// <summary>The span of something that is not there.</summary>
    public static readonly TextSpan None = new(-1, -1);

    public bool Exists => Start >= 0;

    public int Length => End - Start;

    public bool Contains(TextSpan other) => Start <= other.Start && other.End <= End;

    public string Of(string text) => text[Start..End];
}
