using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Patina.Safetensors;

namespace Patina.Oxidize.Training;

/// <summary>
/// A projection as safetensors: <c>w1.weight</c> [hidden, input], <c>w1.bias</c>, <c>w2.weight</c> [output, hidden],
/// <c>w2.bias</c>; where questions are moved apart from answers, also <c>w1.question_bias</c> and <c>w2.question_bias</c>. The shapes say the dimensions; the metadata repeats them and is only checked. Files of the Rust tool
/// patina have the same layout and load.
/// </summary>
public static class ProjectionFile
{
    private const string Architecture = "mlp-2layer";
    internal const string QuestionBias1 = "w1.question_bias";
    internal const string QuestionBias2 = "w2.question_bias";

    /// <summary>Writes the file as a whole or not at all. Equal weights give equal bytes.</summary>
    public static void Save(Projection projection, string path)
    {
        var (input, hidden, output) = (projection.InputDimension, projection.HiddenDimension, projection.OutputDimension);
        SafetensorsWriter.Write(
            path, [.. projection.Tensors.Select(tensor => TensorData.Floats(tensor.Name, tensor.Values, [.. tensor.Shape]))],
            new Dictionary<string, string>
            {
                ["architecture"] = Architecture,
                ["input_dim"] = input.ToString(CultureInfo.InvariantCulture),
                ["hidden_dim"] = hidden.ToString(CultureInfo.InvariantCulture),
                ["output_dim"] = output.ToString(CultureInfo.InvariantCulture),
                ["created_by"] = "patina-oxidize",
            });
    }

    /// <exception cref="OxidizeException"><see cref="OxidizeError.BadProjection"/>: no such projection.</exception>
    public static Projection Load(string path)
    {
        try
        {
            using var file = SafetensorsFile.Open(path);
            var (hidden, input) = Matrix(file, "w1.weight");
            var (output, hiddenAgain) = Matrix(file, "w2.weight");
            if (hidden != hiddenAgain)
                throw Bad(path, $"w1.weight is [{hidden}, {input}] but w2.weight is [{output}, {hiddenAgain}]; the hidden sizes differ");

            CheckMetadata(file, input, hidden, output);
            var apart = file.Tensors.ContainsKey(QuestionBias1) || file.Tensors.ContainsKey(QuestionBias2);
            return new Projection(
                input, hidden, output,
                Values(file, "w1.weight", hidden * input), Values(file, "w1.bias", hidden),
                Values(file, "w2.weight", output * hidden), Values(file, "w2.bias", output),
                apart ? (Values(file, QuestionBias1, hidden), Values(file, QuestionBias2, output)) : null);
        }
        catch (Exception exception) when (exception is SafetensorsException or IOException or UnauthorizedAccessException)
        {
            throw new OxidizeException(
                OxidizeError.BadProjection, $"The projection cannot be read: {exception.Message} Run: patina oxidize --full", exception);
        }
    }

    /// <summary>Lower-case hex SHA-256 of the weights, whatever else the file says.</summary>
    public static string Hash(Projection projection)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var tensor in projection.Parameters)
            digest.AppendData(MemoryMarshal.AsBytes(tensor.AsSpan()));
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    private static (int Rows, int Columns) Matrix(SafetensorsFile file, string name)
    {
        var shape = file.GetTensor(name).Shape;
        return shape is [> 0 and <= int.MaxValue, > 0 and <= int.MaxValue] && shape[0] * shape[1] <= Array.MaxLength
            ? ((int)shape[0], (int)shape[1])
            : throw Bad(file.Path, $"{name} has the shape [{string.Join(", ", shape)}]; expected two dimensions");
    }

    private static float[] Values(SafetensorsFile file, string name, int length)
    {
        var tensor = file.GetTensor(name);
        if (tensor.ElementCount != length)
            throw Bad(file.Path, $"{name} has {tensor.ElementCount} numbers; expected {length}");

        var values = file.ReadFloats(name);
        return Array.TrueForAll(values, float.IsFinite) ? values : throw Bad(file.Path, $"{name} holds a number that is not finite");
    }

    private static void CheckMetadata(SafetensorsFile file, int input, int hidden, int output)
    {
        foreach (var (key, expected) in new[] { ("input_dim", input), ("hidden_dim", hidden), ("output_dim", output) })
        {
            if (file.Metadata.TryGetValue(key, out var text) && text != expected.ToString(CultureInfo.InvariantCulture))
                throw Bad(file.Path, $"its metadata says {key} {text}, its tensors {expected}");
        }

        if (file.Metadata.TryGetValue("architecture", out var architecture) && architecture != Architecture)
            throw Bad(file.Path, $"its architecture is '{architecture}'; expected '{Architecture}'");
    }

    private static OxidizeException Bad(string path, string what) =>
        new(OxidizeError.BadProjection, $"{path}: {what}. It is no projection of this program; run: patina oxidize --full");
}
