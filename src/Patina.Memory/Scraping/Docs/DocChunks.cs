using Patina.Memory.Chunks;

namespace Patina.Memory.Scraping.Docs;

/// <summary>Makes the chunks of a document: long sections split, small neighbours together.</summary>
internal static class DocChunks
{
    /// <summary>A piece below this length seeks company, in characters.</summary>
    private const int SmallLength = 300;

    /// <summary>Folders of the path that go into the head, besides the file's name.</summary>
    private const int HeadFolders = 1;

    public static IEnumerable<Chunk> Of(string path, DocMetadata? metadata, IReadOnlyList<DocSection> sections)
    {
        var ordinals = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var group in Grouped(sections.SelectMany(SectionSplitter.Split)))
        {
            var text = string.Join("\n\n", group.Select(piece => piece.Text));
            var ordinal = ordinals.GetValueOrDefault(text);
            ordinals[text] = ordinal + 1;
            var headings = group.MaxBy(piece => piece.Text.Length)!.Headings; // the largest piece names the chunk
            yield return new Chunk
            {
                Key = ChunkKey.Of(ChunkKind.Doc, path, symbol: null, text, ordinal),
                Kind = ChunkKind.Doc,
                Path = path,
                StartLine = group[0].StartLine,
                EndLine = group[^1].EndLine,
                Title = headings.Count > 0 ? string.Join(" > ", headings) : metadata?.Title ?? Path.GetFileName(path),
                Head = HeadOf(path, metadata, headings),
                Text = text,
            };
        }
    }

    /// <summary>Runs of pieces that together are no longer than one may be, as long as the run is small.</summary>
    private static IEnumerable<List<SectionPiece>> Grouped(IEnumerable<SectionPiece> pieces)
    {
        var group = new List<SectionPiece>();
        var length = 0;
        foreach (var piece in pieces)
        {
            var joins = group.Count == 0
                || ((length < SmallLength || piece.Text.Length < SmallLength)
                    && length + piece.Text.Length <= SectionSplitter.MaxLength
                    && AreNear(group[^1].Headings, piece.Headings));
            if (!joins)
            {
                yield return group;
                (group, length) = ([], 0);
            }

            group.Add(piece);
            length += piece.Text.Length;
        }

        if (group.Count > 0)
            yield return group;
    }

    /// <summary>Whether one section lies in the other, or both lie in the same.</summary>
    private static bool AreNear(IReadOnlyList<string> a, IReadOnlyList<string> b)
    {
        var common = a.Zip(b).TakeWhile(pair => pair.First == pair.Second).Count();
        return common >= Math.Min(a.Count, b.Count) || (a.Count == b.Count && common == a.Count - 1);
    }

    private static string HeadOf(string path, DocMetadata? metadata, IReadOnlyList<string> headings)
    {
        var names = Path.ChangeExtension(path, null).Split('/');
        IEnumerable<string> words =
        [
            .. names[Math.Max(0, names.Length - 1 - HeadFolders)..],
            .. headings,
            .. metadata?.Title is { } title && !headings.Contains(title) ? (string[])[title] : [],
            .. metadata?.Tags ?? [],
        ];
        return string.Join(' ', words.Select(word => word.Replace('-', ' ').Replace('_', ' ')));
    }
}
