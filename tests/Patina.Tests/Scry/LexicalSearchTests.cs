using System.Globalization;
using Patina.Memory.Chunks;
using Patina.Safetensors;
using Patina.Scry.Lexical;

namespace Patina.Tests.Scry;

public sealed class LexicalSearchTests : IDisposable
{
    private static readonly FieldWeights Weights = new(3, 3, 2, 1, 1.2, 0.75);

    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Fact]
    public void Search_RareAndCommonWord_PutsTheRareOneFirst()
    {
        using var index = Write(Chunk("a.cs", "open file"), Chunk("b.cs", "open socket"), Chunk("c.cs", "open door"));
        var search = new LexicalSearch(index);

        var found = search.Search(search.Weigh(["open", "socket"]), 10);

        Assert.Equal([1, 0, 2], found.Select(hit => hit.Chunk));
        Assert.Equal(found[1].Score, found[2].Score);
    }

    [Fact]
    public void Search_WordInTheName_CountsMoreThanInTheText()
    {
        using var index = Write(Chunk("a.cs", "cache evict entry"), Chunk("cache.cs", "evict entry now"));
        var search = new LexicalSearch(index);

        Assert.Equal(1, search.Search(search.Weigh(["cache"]), 1).Single().Chunk);
    }

    [Fact]
    public void Search_FormsOfAWord_AreOne()
    {
        using var index = Write(Chunk("a.cs", "parsing"), Chunk("b.cs", "unrelated"));
        var search = new LexicalSearch(index);

        Assert.Equal(0, search.Search(search.Weigh(["parsed"]), 5).Single().Chunk);
    }

    [Fact]
    public void Search_MoreChunksThanOneWindowHolds_FindsThemInAll()
    {
        const int count = 70_000;
        using var index = Write([.. Enumerable.Range(0, count).Select(i => Chunk(
            i.ToString("D6", CultureInfo.InvariantCulture), i is 5 or 65_535 or 65_536 or count - 1 ? "needle hay" : "hay"))]);
        var search = new LexicalSearch(index);
        var terms = search.Weigh(["needle", "hay"]);

        Assert.Equal(2, index.Windows.Count);
        Assert.Equal([4, count], terms.Select(term => term.Chunks));
        Assert.Equal([5, 65_535, 65_536, count - 1], search.Search(terms, 4).Select(hit => hit.Chunk));
        Assert.Equal([65_536], search.Search(terms, 4, chunk => chunk == 65_536).Select(hit => hit.Chunk));

        var parts = new float[2];
        search.Explain(terms, 65_536, parts);
        Assert.Equal(search.Search(terms, 1)[0].Score, parts[0] + parts[1]);
    }

    [Fact]
    public void PlaceRange_ChunksOfOneFile_AreTogether()
    {
        using var index = Write(Chunk("a.cs", "alpha", 1), Chunk("a.cs", "beta", 10), Chunk("b.cs", "alpha beta"));

        Assert.Equal((0, 2), index.PlaceRange(1));
        Assert.Equal((2, 3), index.PlaceRange(2));
    }

    [Fact]
    public void Find_EveryKey_GivesItsChunk()
    {
        Chunk[] chunks = [Chunk("a", "x"), Chunk("b", "y"), Chunk("c", "z")];
        using var index = Write(chunks);

        Assert.Equal([0, 1, 2], chunks.Select(chunk => index.Find(chunk.Key)));
        Assert.Equal(-1, index.Find(new ChunkKey(42)));
        Assert.Equal("b", index.PathOf(index.PlaceOf(1)));
    }

    [Fact]
    public void Open_NoChunksAtAll_FindsNothing()
    {
        using var index = Write();
        var search = new LexicalSearch(index);

        Assert.Empty(search.Search(search.Weigh(["anything"]), 10));
    }

    public void Dispose() => File.Delete(_path);

    private LexicalIndex Write(params Chunk[] chunks)
    {
        LexicalIndexWriter.Write(_path, chunks, new HashSet<ChunkKey>(), Weights, new Dictionary<string, string>(), default);
        return new LexicalIndex(SafetensorsFile.Open(_path));
    }

    private static Chunk Chunk(string path, string text, int line = 1) => new()
    {
        Key = ChunkKey.Of(ChunkKind.Code, path, null, text, line),
        Kind = ChunkKind.Code,
        Path = path,
        StartLine = line,
        EndLine = line + 1,
        Title = "",
        Head = "",
        Text = text,
    };
}
