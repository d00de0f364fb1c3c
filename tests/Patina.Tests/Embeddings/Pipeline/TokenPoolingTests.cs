using Patina.Embeddings;
using Patina.Embeddings.Pipeline;

namespace Patina.Tests.Embeddings.Pipeline;

public sealed class TokenPoolingTests
{
    /// <summary>Three real tokens of two numbers between padding that must not count.</summary>
    private static readonly float[] Tokens = [99, 99, 1, -8, 2, 4, 6, 1, 99, 99];

    [Theory]
    [InlineData(Pooling.Mean, 3f, -1f)]
    [InlineData(Pooling.Cls, 1f, -8f)]
    [InlineData(Pooling.LastToken, 6f, 1f)]
    [InlineData(Pooling.Max, 6f, 4f)]
    [InlineData(Pooling.WeightedMean, (1f + 4 + 18) / 6, (-8f + 8 + 3) / 6)]
    [InlineData(Pooling.MeanSqrtLength, 5.196152f, -1.7320508f)]
    public void Pool_PaddingOnBothSides_CountsRealTokensOnly(Pooling pooling, float first, float second)
    {
        var vector = new float[2];
        TokenPooling.Pool(pooling, Tokens, [0, 1, 1, 1, 0], vector);

        Assert.Equal([first, second], vector, (left, right) => MathF.Abs(left - right) < 1e-6f);
    }

    [Fact]
    public void Pool_NoneOrNoTokenOrWrongSize_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TokenPooling.Pool(Pooling.None, Tokens, [1, 1, 1, 1, 1], new float[2]));
        Assert.Throws<ArgumentException>(() => TokenPooling.Pool(Pooling.Mean, Tokens, [0, 0, 0, 0, 0], new float[2]));
        Assert.Throws<ArgumentException>(() => TokenPooling.Pool(Pooling.Mean, Tokens, [1, 1, 1], new float[2]));
    }
}
