using Patina.Memory.Chunks;
using Patina.Numerics;
using Patina.Oxidize.Evaluation;
using Patina.Oxidize.Pairs;
using Patina.Oxidize.Training;

namespace Patina.Tests.Oxidize;

public sealed class KnownPartnersTests
{
    private static readonly Dictionary<long, float[]> Vectors = new()
    {
        [1] = [1, 0, 0],
        [2] = [0, 1, 0],
        [3] = [0, 0, 1],
    };

    [Fact]
    public void Move_TwoPartners_AddsTheirMeanByWeight()
    {
        var partners = KnownPartners.Of([Pair(1, 2, 0.5f), Pair(1, 3, 0.25f), Pair(1, 2, 0.25f), Pair(2, 1, 1)]);
        float[] question = [1, 0, 0];

        partners.Move(new ChunkKey(1), question, share: 2, Read);

        // (1, 2 · 3/4, 2 · 1/4) at unit length.
        var length = MathF.Sqrt(1 + 2.25f + 0.25f);
        Assert.Equal([1 / length, 1.5f / length, 0.5f / length], question, Near);
    }

    [Fact]
    public void Move_NoShareNoPartnersOrPartnersThatAreGone_LeavesTheQuestion()
    {
        var partners = KnownPartners.Of([Pair(1, 2, 1), Pair(2, 99, 1)]);

        Assert.Equal([0.6f, 0, 0.8f], Moved(partners, 1, share: 0));
        Assert.Equal([0.6f, 0, 0.8f], Moved(partners, 2, share: 1));
        Assert.Equal([0.6f, 0, 0.8f], Moved(partners, 3, share: 1));
        Assert.Equal([0.6f, 0, 0.8f], Moved(KnownPartners.None, 1, share: 1));
    }

    [Fact]
    public void Of_PairsThatTextsAsk_AreLeftOut()
    {
        var text = Pair(1, 2, 1) with { Subject = null };

        Assert.Equal([0.6f, 0, 0.8f], Moved(KnownPartners.Of([text]), 1, share: 1));
    }

    [Fact]
    public void Of_MoreThan64Partners_KeepsTheHeaviest()
    {
        var many = Enumerable.Range(100, 64).Select(key => Pair(1, key, 1)).Append(Pair(1, 2, 0.5f));
        var read = new List<long>();

        KnownPartners.Of(many).Move(new ChunkKey(1), new float[3], 1, (key, _) =>
        {
            read.Add(key.Value);
            return false;
        });

        Assert.Equal(Enumerable.Range(100, 64).Select(key => (long)key), read);
    }

    [Fact]
    public void Read_WhatWasWritten_MovesTheSame()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var partners = KnownPartners.Of([Pair(1, 2, 0.5f), Pair(1, 3, 0.25f), Pair(3, 1, 1)]);
            partners.Write(path);
            var again = KnownPartners.Read(path);

            Assert.Equal(3 * 20, new FileInfo(path).Length);
            for (var asking = 1; asking <= 3; asking++)
                Assert.Equal(Moved(partners, asking, 2), Moved(again, asking, 2));
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Four files in two pairs: each file's own vector leads to the wrong one, its partner's to the right one.</summary>
    [Fact]
    public void ChooseShare_PartnersLeadToTheAnswer_TakesThem()
    {
        var gemm = new Gemm(1);
        ChunkKey[] keys = [new(1), new(2), new(3), new(4)];
        float[] raw = [1, 0, 0.8f, 0.6f, 0, 1, 0.1f, 0.995f];
        var candidates = new Patina.Oxidize.Projections.RelationCandidates(keys, raw, 2, null, gemm);
        var ranking = new ValidationRanking(gemm, default);
        ranking.Add(candidates, [new HeldOutQuestion("1", new HashSet<ChunkKey> { new(4) }, new HashSet<ChunkKey> { new(1), new(3) }, new ChunkKey(1))], [1, 0]);
        var identity = ProjectionStart.Create(2, 4, 2, raw, 4, new SeededRandom(1), gemm);
        var partners = KnownPartners.Of([Pair(1, 3, 1)]);

        Assert.Equal(new PartnerChoice(2, 1, 0.5), ranking.ChooseShare(identity, partners, given: null));
        Assert.Equal(new PartnerChoice(0, 0.5, 0.5), ranking.ChooseShare(identity, KnownPartners.None, given: null));
        Assert.Equal(new PartnerChoice(0.1, 0.5, 0.5), ranking.ChooseShare(identity, partners, given: 0.1));
    }

    private static float[] Moved(KnownPartners partners, long asking, double share)
    {
        float[] question = [0.6f, 0, 0.8f];
        partners.Move(new ChunkKey(asking), question, share, Read);
        return question;
    }

    private static bool Read(ChunkKey key, Span<float> vector)
    {
        if (!Vectors.TryGetValue(key.Value, out var values))
            return false;
        values.CopyTo(vector);
        return true;
    }

    private static bool Near(float expected, float actual) => MathF.Abs(expected - actual) < 1e-5f;

    private static RelatedPair Pair(long asking, long partner, float weight) => new()
    {
        Source = PairSource.CoChange,
        Question = "f",
        Subject = new ChunkKey(asking),
        Origin = "c",
        Answers = [new ChunkKey(partner)],
        Weight = weight,
    };
}
