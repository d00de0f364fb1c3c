using Patina.Embeddings;

namespace Patina.Tests.Embeddings;

public sealed class VectorAgreementTests
{
    [Fact]
    public void Of_TwoTexts_TellsLowestMeanAndLargestDifference()
    {
        var agreement = VectorAgreement.Of([3, 4, 1, 0], [3, 4, 0.6f, 0.8f], width: 2);

        Assert.Equal(0.6f, agreement.LowestCosine, 1e-6f);
        Assert.Equal(0.8f, agreement.MeanCosine, 1e-6f);
        Assert.Equal(0.8f, agreement.LargestDifference, 1e-6f);
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0, 1, 0)]
    [InlineData(1, float.NaN, 0)]
    public void Of_VectorsWithoutDirection_AgreeOnlyWithEachOther(float first, float second, float cosine) =>
        Assert.Equal(cosine, VectorAgreement.Of([first, 0], [second, 0], width: 2).LowestCosine);

    [Fact]
    public void Of_DifferentNumbersOfTexts_IsRefused() =>
        Assert.Throws<ArgumentException>(() => VectorAgreement.Of([1, 0], [1, 0, 0, 1], width: 2));
}
