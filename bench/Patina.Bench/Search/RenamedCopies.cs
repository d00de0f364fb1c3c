using System.Globalization;
using Patina.Memory.Chunks;

namespace Patina.Bench.Search;

/// <summary>
/// A large project out of a small one: every chunk several times, each time in another folder and with other names. Names get a
/// number between their first and second word, so that they stay names but share fewer words.
/// </summary>
internal static class RenamedCopies
{
    public static IEnumerable<Chunk> Of(IReadOnlyList<Chunk> chunks, int copies)
    {
        for (var copy = 0; copy < copies; copy++)
            foreach (var chunk in chunks)
                yield return copy == 0 ? chunk : Rename(chunk, copy);
    }

    private static Chunk Rename(Chunk chunk, int copy)
    {
        var number = copy.ToString("D4", CultureInfo.InvariantCulture);
        var name = chunk.Symbol is { } symbol ? symbol[(symbol.LastIndexOfAny(['.', ':', '#']) + 1)..] : null;
        string Renamed(string text) => name is { Length: > 2 } ? text.Replace(name, $"{name}_{number}", StringComparison.Ordinal) : text;
        var path = $"copy{number}/{chunk.Path}";
        var body = Renamed(chunk.Text);
        return chunk with
        {
            Key = ChunkKey.Of(chunk.Kind, path, chunk.Symbol, body, chunk.StartLine),
            Path = path,
            Title = Renamed(chunk.Title),
            Head = $"copy{number} {Renamed(chunk.Head)}",
            Text = body,
        };
    }
}
