using System.Numerics.Tensors;
using Patina.Numerics;
using Patina.Oxidize.Training;

namespace Patina.Oxidize.Tracing;

/// <summary>
/// The gradients, by every weight of a projection, of the cosines of questions and answers, kept as the factors of their outer
/// products: each is a sum over its two vectors, so that the inner product of two gradients takes vectors only, no matrices.
/// </summary>
internal sealed class CosineGradient
{
    private readonly Projection _projection;
    private readonly float[] _inputs;
    private readonly float[] _hidden;
    private readonly float[] _byOutput;
    private readonly float[] _byHidden;
    private readonly int _count;

    /// <param name="inputs">All questions, then all answers, [2 · count × input].</param>
    public CosineGradient(Projection projection, float[] inputs, int count, Gemm gemm)
    {
        (_projection, _inputs, _count) = (projection, inputs, count);
        var (rows, hidden, output) = (2 * count, projection.HiddenDimension, projection.OutputDimension);
        _hidden = new float[rows * hidden];
        _byHidden = new float[rows * hidden];
        var outputs = new float[rows * output];
        projection.Forward(inputs, rows, count, _hidden, outputs, gemm);
        _byOutput = ByOutput(outputs, count, output);
        gemm.Multiply(new MatrixView(_byOutput, rows, output), new MatrixView(projection.W2, output, hidden), _byHidden);
        Relu.Backward(_hidden, _byHidden);
    }

    /// <summary>The inner product of the gradient of one pair with that of a pair of another list.</summary>
    public double Dot(int pair, CosineGradient other, int otherPair)
    {
        var sum = 0.0;
        for (var side = 0; side < 2; side++)
        {
            for (var otherSide = 0; otherSide < 2; otherSide++)
                sum += Dot(pair + (side * _count), other, otherPair + (otherSide * other._count), side == otherSide || _projection.QuestionBiases is null);
        }

        return sum;
    }

    private double Dot(int row, CosineGradient other, int otherRow, bool sameBias)
    {
        var (input, hidden, output) = (_projection.InputDimension, _projection.HiddenDimension, _projection.OutputDimension);
        var bias = sameBias ? 1 : 0;
        return (Product(_byOutput, row, other._byOutput, otherRow, output) * (Product(_hidden, row, other._hidden, otherRow, hidden) + bias))
            + (Product(_byHidden, row, other._byHidden, otherRow, hidden) * (Product(_inputs, row, other._inputs, otherRow, input) + bias));
    }

    private static double Product(float[] rows, int row, float[] others, int other, int length) =>
        TensorPrimitives.Dot<float>(rows.AsSpan(row * length, length), others.AsSpan(other * length, length));

    /// <summary>The gradient of each pair's cosine by both outputs before they are normalised.</summary>
    private static float[] ByOutput(float[] outputs, int count, int output)
    {
        var gradients = new float[outputs.Length];
        for (var pair = 0; pair < count; pair++)
        {
            var question = outputs.AsSpan(pair * output, output);
            var answer = outputs.AsSpan((count + pair) * output, output);
            var byQuestion = gradients.AsSpan(pair * output, output);
            var byAnswer = gradients.AsSpan((count + pair) * output, output);
            var questionLength = UnitLength.Normalize(question);
            var answerLength = UnitLength.Normalize(answer);
            answer.CopyTo(byQuestion);
            question.CopyTo(byAnswer);
            UnitLength.Backward(question, questionLength, byQuestion);
            UnitLength.Backward(answer, answerLength, byAnswer);
        }

        return gradients;
    }
}
