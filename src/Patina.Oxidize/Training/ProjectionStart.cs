using Patina.Numerics;

namespace Patina.Oxidize.Training;

/// <summary>
/// The weights that training starts from. They already give back the vector that comes in, so that training can only
/// add to what the model knows, and no training is no change.
/// </summary>
/// <remarks>
/// With hidden ≥ 2 · output, two units carry each number: relu(x) − relu(−x) = x. With fewer, one does: relu(x + 1) − 1 = x,
/// as no number of a unit vector is below −1. What remains of the hidden units is random with no way out yet.
/// </remarks>
internal static class ProjectionStart
{
    /// <param name="vectors">Row-major [rows × input]: the vectors to be projected, or a sample; read where output &lt; input, to keep what tells them apart.</param>
    public static Projection Create(
        int input, int hidden, int output, ReadOnlySpan<float> vectors, int rows, SeededRandom random, Gemm gemm)
    {
        var projection = new Projection(input, hidden, output);
        var paired = hidden >= 2 * output;
        var rank = Math.Min(paired ? output : Math.Min(hidden, output), input);
        var directions = rank == input ? Identity(input) : PrincipalDirections.Find(vectors, rows, input, rank, random, gemm);

        for (var unit = 0; unit < rank; unit++)
        {
            var direction = directions.AsSpan(unit * input, input);
            if (paired)
                Carry(projection, unit, direction);
            else
                CarryShifted(projection, unit, direction);
        }

        FillSpareUnits(projection, paired ? 2 * rank : rank, random);
        return projection;
    }

    private static float[] Identity(int size)
    {
        var identity = new float[size * size];
        for (var i = 0; i < size; i++)
            identity[(i * size) + i] = 1;
        return identity;
    }

    private static void Carry(Projection projection, int unit, ReadOnlySpan<float> direction)
    {
        var input = projection.InputDimension;
        for (var i = 0; i < input; i++)
        {
            projection.W1[(2 * unit * input) + i] = direction[i];
            projection.W1[(((2 * unit) + 1) * input) + i] = -direction[i];
        }

        projection.W2[(unit * projection.HiddenDimension) + (2 * unit)] = 1;
        projection.W2[(unit * projection.HiddenDimension) + (2 * unit) + 1] = -1;
    }

    private static void CarryShifted(Projection projection, int unit, ReadOnlySpan<float> direction)
    {
        direction.CopyTo(projection.W1.AsSpan(unit * projection.InputDimension));
        projection.B1[unit] = 1;
        projection.W2[(unit * projection.HiddenDimension) + unit] = 1;
        projection.B2[unit] = -1;
    }

    /// <summary>Random directions of about unit length, so that their outputs are as large as those of the others.</summary>
    private static void FillSpareUnits(Projection projection, int first, SeededRandom random)
    {
        var scale = 1 / Math.Sqrt(projection.InputDimension);
        for (var i = first * projection.InputDimension; i < projection.W1.Length; i++)
            projection.W1[i] = (float)(random.NextNormal() * scale);
    }
}
