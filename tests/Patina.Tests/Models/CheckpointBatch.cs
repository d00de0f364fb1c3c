using Patina.Embeddings;
using Patina.Models;
using Patina.Models.Managed;

namespace Patina.Tests.Models;

/// <summary>A batch of three texts of 17, 9 and 1 tokens, longer than the windows of <see cref="RandomCheckpoints"/>, padded on either side.</summary>
internal sealed class CheckpointBatch
{
    private const int Length = 17;
    private static readonly int[] Lengths = [Length, 9, 1];

    public CheckpointBatch(int vocabulary, bool left, bool types)
    {
        var random = new Random(3);
        Mask = [.. Lengths.SelectMany(count => Enumerable.Range(0, Length).Select(place => (left ? place >= Length - count : place < count) ? 1 : 0))];
        Ids = [.. Mask.Select(real => real * random.Next(vocabulary))];
        Types = types ? [.. Enumerable.Range(0, Ids.Length).Select(place => place % Length / 6 % 2)] : null;
    }

    public int[] Ids { get; }

    public int[] Mask { get; }

    public int[]? Types { get; }

    public TokenBatch Tokens => new(Lengths.Length, Length, Ids, Mask) { TypeIds = Types ?? default(ReadOnlyMemory<int>) };

    /// <summary>What the reference computes.</summary>
    public float[] Reference(Transformer model, int layer)
    {
        Tensor Integers(int[] numbers) => Tensor.OfIntegers(numbers, Lengths.Length, Length);
        return model.HiddenState(
            new ManagedOps(), new TokenInputs<Tensor>(Integers(Ids), Integers(Mask), Types is null ? null : Integers(Types)), layer).Values;
    }

    /// <summary>Compares the vectors of tokens; those of padding mean nothing.</summary>
    public void AssertClose(float[] expected, float[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        var width = expected.Length / Mask.Length;
        var scale = Math.Max(1, expected.Where((_, index) => Mask[index / width] == 1).Max(MathF.Abs));
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Mask[i / width] == 0 || Math.Abs(expected[i] - actual[i]) <= tolerance * scale,
                $"token {i / width}, number {i % width}: {actual[i]}, expected {expected[i]}");
        }
    }
}
