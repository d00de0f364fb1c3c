using Patina.Safetensors;

namespace Patina.Pretrain.Training;

/// <summary>The state of a training that was interrupted, in one safetensors file.</summary>
internal static class Checkpoint
{
    /// <param name="origin">What the training depends on; another training does not go on from here.</param>
    public static void Write(string path, string origin, int step, EmbeddingWeights weights, float[] best, double bestScore, int bestStep)
    {
        long[] shape = [weights.Rows, weights.Columns];
        SafetensorsWriter.Write(path,
        [
            TensorData.Floats("values", weights.Values, shape),
            TensorData.Floats("first", weights.First, shape),
            TensorData.Floats("second", weights.Second, shape),
            TensorData.Floats("best", best, shape),
        ], new Dictionary<string, string>
        {
            ["origin"] = origin,
            ["step"] = Invariant(step),
            ["best_step"] = Invariant(bestStep),
            ["best_score"] = bestScore.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        });
    }

    /// <summary>Puts back what was written, if it is of the same training.</summary>
    /// <returns>The step to go on with; 0 to begin.</returns>
    public static int Restore(string path, string origin, EmbeddingWeights weights, float[] best, out double bestScore, out int bestStep)
    {
        (bestScore, bestStep) = (0, 0);
        if (!File.Exists(path))
            return 0;
        using var file = SafetensorsFile.Open(path);
        if (file.Metadata.GetValueOrDefault("origin") != origin)
            return 0;
        file.ReadFloats("values").CopyTo(weights.Values, 0);
        file.ReadFloats("first").CopyTo(weights.First, 0);
        file.ReadFloats("second").CopyTo(weights.Second, 0);
        file.ReadFloats("best").CopyTo(best, 0);
        bestScore = double.Parse(file.Metadata["best_score"], System.Globalization.CultureInfo.InvariantCulture);
        bestStep = int.Parse(file.Metadata["best_step"], System.Globalization.CultureInfo.InvariantCulture);
        return int.Parse(file.Metadata["step"], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string Invariant(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
