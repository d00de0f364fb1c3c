using Patina.Memory.Chunks;
using Patina.Oxidize;
using Patina.Oxidize.Pairs;
using Patina.Oxidize.Tracing;
using Patina.Oxidize.Training;

namespace Patina.Tests.Oxidize;

public sealed class InfluenceTraceTests
{
    private const int Input = 5;
    private const int Hidden = 9;
    private const int Output = 4;
    private const int Pairs = 6;

    private readonly float[] _vectors = ProjectionTests.UnitVectors(2 * Pairs, Input, 3);
    private readonly float[] _question = ProjectionTests.UnitVectors(1, Input, 4);
    private readonly float[] _answer = ProjectionTests.UnitVectors(1, Input, 5);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Find_EveryPair_GivesTheInnerProductOfFiniteDifferences(bool apart)
    {
        var projection = Sample(apart);
        var found = InfluenceTrace.Find(projection, Recorded(), new VectorTable(_vectors, Input), _question, _answer, Pairs);

        var ofResult = Slopes(projection, _question, _answer);
        Assert.Equal(Pairs, found.Count);
        Assert.Equal(found.Select(pair => Math.Abs(pair.Influence)).OrderDescending(), found.Select(pair => Math.Abs(pair.Influence)));
        foreach (var pair in found)
        {
            var i = (int)pair.Answer.Value;
            var ofPair = Slopes(projection, Vector(i), Vector(Pairs + i));
            var expected = (1 + i) * ofPair.Zip(ofResult, (x, y) => x * y).Sum();
            Assert.True(Math.Abs(expected - pair.Influence) < 0.02 * Math.Max(0.05, Math.Abs(expected)), $"{i}: {expected} ≠ {pair.Influence}");
        }
    }

    [Fact]
    public void Find_PairThatIsTheResultItself_BringsNearestOfAll()
    {
        float[] vectors = [.. _vectors, .. _question, .. _answer];
        RecordedPair[] pairs = [.. Recorded().Select(pair => pair with { Weight = 1 }), new("note", "same", "here", 99, 2 * Pairs, (2 * Pairs) + 1, 1)];

        var first = InfluenceTrace.Find(Sample(apart: true), pairs, new VectorTable(vectors, Input), _question, _answer, 1).Single();

        Assert.Equal(("same", "here", new ChunkKey(99)), (first.Question, first.Origin, first.Answer));
        Assert.True(first.Influence > 0);
    }

    [Fact]
    public void Write_ThenRead_GivesPairsAndVectors()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "trace.safetensors");
        var pair = new RelatedPair
        {
            Source = PairSource.Commit,
            Question = "fix \"it\"\n\u0007",
            Origin = "abc",
            Answers = [new ChunkKey(-7), new ChunkKey(8)],
            Weight = 0.5f,
        };
        var rows = new PairSet { Anchors = [1], Positives = [3], Weights = [0.5f], Groups = [0] };

        TraceFile.Write(path, [pair], rows, new VectorTable(_vectors, Input));
        var (pairs, table) = TraceFile.Read(path);

        Assert.Equal(new RecordedPair("commit", "fix \"it\"\n\u0007", "abc", -7, 1, 3, 0.5f), Assert.Single(pairs));
        Assert.Equal(_vectors, table.Values.ToArray());
    }

    [Fact]
    public void Read_PairThatNamesAMissingVector_Throws()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "trace.safetensors");
        var pair = new RelatedPair { Source = PairSource.Note, Question = "q", Origin = "o", Answers = [new ChunkKey(1)], Weight = 1 };
        TraceFile.Write(path, [pair], new PairSet { Anchors = [0], Positives = [2 * Pairs], Weights = [1], Groups = [0] }, new VectorTable(_vectors, Input));

        Assert.Equal(OxidizeError.DamagedArtifact, Assert.Throws<OxidizeException>(() => TraceFile.Read(path)).Reason);
    }

    private RecordedPair[] Recorded() =>
        [.. Enumerable.Range(0, Pairs).Select(i => new RecordedPair("note", $"{i}", $"{i}", i, i, Pairs + i, 1 + i))];

    private float[] Vector(int row) => _vectors[(row * Input)..((row + 1) * Input)];

    /// <summary>The slope of the cosine of two projected vectors by every weight.</summary>
    private static List<double> Slopes(Projection projection, float[] question, float[] answer)
    {
        const float step = 1e-3f;
        var slopes = new List<double>();
        foreach (var tensor in projection.Parameters)
        {
            for (var i = 0; i < tensor.Length; i++)
            {
                var weight = tensor[i];
                tensor[i] = weight + step;
                var above = Cosine(projection, question, answer);
                tensor[i] = weight - step;
                slopes.Add((above - Cosine(projection, question, answer)) / (2 * step));
                tensor[i] = weight;
            }
        }

        return slopes;
    }

    private static double Cosine(Projection projection, float[] question, float[] answer)
    {
        var (x, y) = (new float[Output], new float[Output]);
        projection.Project(question, x, asks: true);
        projection.Project(answer, y);
        return x.Zip(y, (a, b) => (double)a * b).Sum();
    }

    private static Projection Sample(bool apart)
    {
        var projection = new Projection(
            Input, Hidden, Output, ProjectionTests.Normals(Hidden * Input, 6), ProjectionTests.Normals(Hidden, 7),
            ProjectionTests.Normals(Output * Hidden, 8), ProjectionTests.Normals(Output, 9));
        if (!apart)
            return projection;
        projection = projection.Apart();
        ProjectionTests.Normals(Hidden, 10).CopyTo(projection.QuestionBiases!.Value.B1, 0);
        ProjectionTests.Normals(Output, 11).CopyTo(projection.QuestionBiases.Value.B2, 0);
        return projection;
    }
}
