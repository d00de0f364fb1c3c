using Patina.Embeddings.Pipeline;

namespace Patina.Tests.Embeddings.Pipeline;

public sealed class VectorFinishTests
{
    [Fact]
    public void Apply_FewerNumbersWithUnitLength_CutsFirst() =>
        Near([0.6f, 0.8f], Apply(new VectorFinish([], 2, normalizesFirst: false, unitLength: true), [3, 4, 100]));

    [Fact]
    public void Apply_ModelThatNormalizesBeforeCut_DoesSoOverTheWholeWidth()
    {
        // Mean 2, variance 2/3, before the last number is cut.
        var deviation = (float)Math.Sqrt((2.0 / 3) + 1e-5);
        Near([-1 / deviation, 0], Apply(new VectorFinish([], 2, normalizesFirst: true, unitLength: false), [1, 2, 3]));
    }

    [Fact]
    public void Apply_ModelThatNormalizesBeforeCutButNothingIsCut_LeavesItOut() =>
        Near([1, 2, 3], Apply(new VectorFinish([], 3, normalizesFirst: true, unitLength: false), [1, 2, 3]));

    [Fact]
    public void Apply_Layers_AreAppliedInOrder()
    {
        var turn = new DenseLayer([0, 1, 1, 0], [10, 20], 2, values => values[0] *= 2);
        var add = new DenseLayer([1, 1], [], 2, _ => { });
        Near([2 * (5 + 10) + (3 + 20)], Apply(new VectorFinish([turn, add], 1, normalizesFirst: false, unitLength: false), [3, 5]));
    }

    [Fact]
    public void Apply_VectorOfZeros_StaysZero() =>
        Near([0, 0], Apply(new VectorFinish([], 2, normalizesFirst: false, unitLength: true), [0, 0]));

    [Fact]
    public void Apply_LayerNorm_ScalesAndShifts()
    {
        var deviation = (float)Math.Sqrt(1 + 1e-5);
        Near([(-1 / deviation * 2) + 7, (1 / deviation * 3) + 8],
            Apply(new VectorFinish([new LayerNormLayer([2, 3], [7, 8])], 2, normalizesFirst: false, unitLength: false), [4, 6]));
    }

    private static float[] Apply(VectorFinish finish, float[] pooled)
    {
        var vector = new float[finish.Dimension];
        finish.Apply(pooled, vector);
        return vector;
    }

    private static void Near(float[] expected, float[] found) => Assert.Equal(expected, found, (left, right) => MathF.Abs(left - right) < 1e-5f);
}
