using Patina.Memory.Chunks;
using Patina.Numerics;
using Patina.Oxidize.Artifacts;
using Patina.Oxidize.Pairs;
using Patina.Oxidize.Training;
using Patina.Oxidize.Units;

namespace Patina.Tests.Oxidize;

/// <summary>Units on a quarter of a circle, one degree apart by key; unit 0 asks.</summary>
public sealed class HardNegativesTests : IDisposable
{
    private const int Count = 90;

    private readonly TemporaryFolder _folder = new();
    private readonly HashingEngine _engine = new(dimension: 2);
    private readonly Dictionary<long, string> _places = [];
    private readonly Dictionary<long, ChunkKind> _kinds = [];

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Mine_NothingLeftOut_TakesTheNearestThatAreNoCopiesOfTheAnswer()
    {
        // A cosine of 0.95 is 18.2 degrees.
        var (set, found) = Mine([Pair(0, 61)]);

        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], found[0]);
        Assert.Equal([0], set.Anchors);
        Assert.Equal([1, 2, 3, 4, 5, 43, 44, 45], Mine([Pair(0, 24)]).Found[0]);
    }

    [Fact]
    public void Mine_AnswersOfTheSameAnchorOrOrigin_AreLeftOut()
    {
        var (_, found) = Mine([Pair(0, 61, "a"), Pair(0, 2, "b"), Pair(80, 4, "a"), Pair(70, 6, "c")]);

        Assert.Equal([1, 3, 5, 6, 7, 8, 9, 10], found[0]);
    }

    [Fact]
    public void Mine_FilesOfAnswersAndOfWhatAsks_AreLeftOut()
    {
        _places[1] = _places[0] = "asks.cs";
        _places[3] = _places[61] = "answers.cs";

        Assert.Equal([2, 4, 5, 6, 7, 8, 9, 10], Mine([Pair(0, 61)]).Found[0]);
    }

    [Fact]
    public void Mine_OtherKindsThanTheAnswers_AreLeftOut()
    {
        _kinds[2] = ChunkKind.Doc;
        _kinds[4] = ChunkKind.Commit;

        Assert.Equal([1, 3, 5, 6, 7, 8, 9, 10], Mine([Pair(0, 61)]).Found[0]);
    }

    [Fact]
    public void Mine_NothingWrongIsNear_GivesNone()
    {
        for (var key = 0; key < Count; key++)
            _places[key] = "one.cs";

        Assert.Empty(Mine([Pair(0, 61)]).Found[0]);
    }

    private (PairSet Set, long[][] Found) Mine(RelatedPair[] pairs)
    {
        using var cache = EmbeddingCache.Open(Path.Combine(_folder.Path, "cache"), "f", 2);
        var circle = new Circle();
        var vectors = new PairVectors(cache, _engine, circle, null, default);
        var miner = new HardNegatives(
            circle, key => _kinds.GetValueOrDefault(key.Value, ChunkKind.Code), key => _places.GetValueOrDefault(key.Value, $"{key.Value}"), new Gemm(1), default);

        var set = miner.Mine(pairs, vectors.Rows(pairs), vectors);

        set.Check(vectors.Table());
        return (set, [.. set.Negatives.Select(rows => rows.Select(row => DegreeOf(vectors.Row(row))).ToArray())]);
    }

    private static long DegreeOf(ReadOnlySpan<float> vector) => (long)Math.Round(Math.Atan2(vector[1], vector[0]) * 180 / Math.PI);

    private static RelatedPair Pair(long asking, long answer, string origin = "o") => new()
    {
        Source = PairSource.Call,
        Question = "q",
        Subject = new ChunkKey(asking),
        Origin = origin,
        Answers = [new ChunkKey(answer)],
        Weight = 1,
    };

    private sealed class Circle : IUnits
    {
        public ChunkList List { get; } = new(Enumerable.Range(0, Count).Select(key => (new ChunkKey(key), new CacheKey((UInt128)key))));

        public int Dimension => 2;

        public void Read(IReadOnlyList<ChunkKey> keys, Span<float> vectors)
        {
            for (var i = 0; i < keys.Count; i++)
            {
                var angle = keys[i].Value * Math.PI / 180;
                (vectors[2 * i], vectors[(2 * i) + 1]) = ((float)Math.Cos(angle), (float)Math.Sin(angle));
            }
        }
    }
}
