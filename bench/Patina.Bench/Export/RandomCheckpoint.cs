using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Patina.Numerics;
using Patina.Safetensors;

namespace Patina.Bench.Export;

/// <summary>Writes a checkpoint of a real shape with random weights in BF16, in shards as published ones are. The same call writes the same bytes.</summary>
internal static class RandomCheckpoint
{
    private const long ShardSize = 5_000_000_000;

    public static void Write(CheckpointShape shape, string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "config.json"), shape.Config.ToJsonString());
        var shards = Split(shape.Tensors);
        var map = new JsonObject();
        for (var i = 0; i < shards.Count; i++)
        {
            var name = shards.Count == 1 ? "model.safetensors" : $"model-{i + 1:D5}-of-{shards.Count:D5}.safetensors";
            SafetensorsWriter.Write(Path.Combine(folder, name), [.. shards[i].Select(tensor => TensorData.Streamed(tensor.Name, DType.BF16, Content(tensor), tensor.Shape))]);
            foreach (var tensor in shards[i])
                map[tensor.Name] = name;
        }

        if (shards.Count > 1)
            File.WriteAllText(Path.Combine(folder, "model.safetensors.index.json"), new JsonObject { ["weight_map"] = map }.ToJsonString());
    }

    private static List<List<(string Name, long[] Shape)>> Split(IReadOnlyList<(string Name, long[] Shape)> tensors)
    {
        var shards = new List<List<(string, long[])>> { new() };
        var size = 0L;
        foreach (var tensor in tensors)
        {
            var bytes = 2 * Count(tensor.Shape);
            if (size + bytes > ShardSize && size > 0)
            {
                shards.Add([]);
                size = 0;
            }

            shards[^1].Add(tensor);
            size += bytes;
        }

        return shards;
    }

    private static long Count(long[] shape) => shape.Aggregate(1L, (count, size) => count * size);

    /// <summary>
    /// Around 0 with a deviation of 0.02, as transformers start their training from, norms at 1. A table of random numbers is gone through at
    /// changing places: drawing eight billion would take longer than all the rest.
    /// </summary>
    private static IEnumerable<ReadOnlyMemory<byte>> Content((string Name, long[] Shape) tensor)
    {
        var random = new SeededRandom(tensor.Name.Aggregate(17UL, (seed, letter) => (seed * 31) + letter));
        var isNorm = tensor.Shape.Length == 1 && tensor.Name.EndsWith(".weight", StringComparison.Ordinal);
        var left = Count(tensor.Shape);
        while (left > 0)
        {
            var count = (int)Math.Min(left, Table.Value.Length / 2);
            var block = isNorm
                ? MemoryMarshal.AsBytes(Enumerable.Repeat(ToBFloat16(1), count).ToArray().AsSpan()).ToArray()
                : MemoryMarshal.AsBytes(Table.Value.AsSpan((int)(random.NextDouble() * (Table.Value.Length / 2)), count)).ToArray();
            yield return block;
            left -= count;
        }
    }

    private static readonly Lazy<ushort[]> Table = new(() =>
    {
        var random = new SeededRandom(7);
        var values = new ushort[1 << 22];
        for (var i = 0; i < values.Length; i++)
            values[i] = ToBFloat16((float)(random.NextNormal() * 0.02));
        return values;
    });

    private static ushort ToBFloat16(float value) => (ushort)(BitConverter.SingleToUInt32Bits(value) >> 16);
}
