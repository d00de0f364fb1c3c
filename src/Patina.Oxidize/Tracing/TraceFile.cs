using System.Text.Json;
using Patina.Oxidize.Pairs;
using Patina.Oxidize.Training;
using Patina.Safetensors;

namespace Patina.Oxidize.Tracing;

/// <summary>
/// What a projection was trained on, kept where the recipe says <c>traceable: true</c>: safetensors with the vectors of
/// questions and answers (<c>vectors</c> [rows, dimension]) and the pairs as UTF-8 JSON (<c>pairs</c> [bytes]).
/// </summary>
internal static class TraceFile
{
    private const string Vectors = "vectors";
    private const string Pairs = "pairs";

    /// <param name="rows">The pairs by their rows in the table, in the same order.</param>
    public static void Write(string path, IReadOnlyList<RelatedPair> pairs, PairSet rows, VectorTable table)
    {
        IReadOnlyList<RecordedPair> recorded =
        [
            .. pairs.Select((pair, i) => new RecordedPair(
                pair.Source.ToString().ToLowerInvariant(), pair.Question, pair.Origin, pair.Answers[0].Value,
                rows.Anchors[i], rows.Positives[i], pair.Weight)),
        ];
        var json = JsonSerializer.SerializeToUtf8Bytes(recorded, TraceJson.Default.IReadOnlyListRecordedPair);
        SafetensorsWriter.Write(
            path,
            [
                TensorData.Floats(Vectors, table.Values.ToArray(), table.Rows, table.Dimension),
                TensorData.Bytes(Pairs, DType.U8, json, json.Length),
            ]);
    }

    /// <exception cref="OxidizeException"><see cref="OxidizeError.DamagedArtifact"/>.</exception>
    public static (IReadOnlyList<RecordedPair> Pairs, VectorTable Vectors) Read(string path)
    {
        try
        {
            using var file = SafetensorsFile.Open(path);
            var shape = file.GetTensor(Vectors).Shape;
            var pairs = JsonSerializer.Deserialize(file.GetBytes(Pairs), TraceJson.Default.IReadOnlyListRecordedPair)!;
            var table = new VectorTable(file.ReadFloats(Vectors), (int)shape[^1]);
            return pairs.All(pair => Math.Min(pair.Anchor, pair.Positive) >= 0 && Math.Max(pair.Anchor, pair.Positive) < table.Rows)
                ? (pairs, table)
                : throw new JsonException("A pair names a vector that is not there.");
        }
        catch (Exception exception) when (exception is SafetensorsException or JsonException or ArgumentException)
        {
            throw new OxidizeException(
                OxidizeError.DamagedArtifact, $"{path}: the record of training cannot be read: {exception.Message} Run: patina oxidize --full", exception);
        }
    }
}
