using Patina.Embeddings;

namespace Patina.Cli.Benchmarks;

/// <summary>
/// The texts that speed is measured on, the same on every machine and for every project: questions and lines of code, put together to the
/// length of a question, of a function, and of a long section.
/// </summary>
/// <param name="Name">As results call the length: <c>short</c>, <c>medium</c>, <c>long</c>.</param>
/// <param name="Pieces">Of which a text is put together.</param>
internal sealed record SpeedTexts(string Name, int Pieces)
{
    private const int LongestPiece = 200;

    /// <summary>No common divisor with the number of pieces, so that neighbouring texts differ.</summary>
    private const int Step = 5;

    private static readonly string[] Material = [.. ComparisonTexts.All.Where(text => text.Length is > 4 and < LongestPiece)];

    public static IReadOnlyList<SpeedTexts> All { get; } = [new("short", 1), new("medium", 6), new("long", 24)];

    /// <param name="start">The number of the first; texts of different numbers differ until they come round.</param>
    public IReadOnlyList<string> Take(int start, int count) =>
        [.. Enumerable.Range(start, count).Select(number => string.Join('\n', Enumerable.Range(0, Pieces).Select(piece => Material[((number * Step) + piece) % Material.Length])))];
}
