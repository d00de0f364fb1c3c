using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Patina.Safetensors;

namespace Patina.Tests.Models;

/// <summary>A golden checkpoint, copied and changed before it is opened.</summary>
internal sealed class EditedCheckpoint : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _source;

    public EditedCheckpoint(string source)
    {
        _source = Repository.Fixture("models", source);
        Config = JsonNode.Parse(File.ReadAllText(Path.Combine(_source, "config.json")))!.AsObject();
        using var file = SafetensorsFile.Open(Path.Combine(_source, "model.safetensors"));
        foreach (var tensor in file.Tensors.Values)
            Tensors[tensor.Name] = TensorData.Bytes(tensor.Name, tensor.DType, file.GetBytes(tensor).ToArray(), [.. tensor.Shape]);
        foreach (var tensor in file.Tensors.Values.Where(tensor => tensor.DType == DType.F32))
            Floats[tensor.Name] = (file.ReadFloats(tensor.Name), [.. tensor.Shape]);
    }

    public JsonObject Config { get; }

    public Dictionary<string, TensorData> Tensors { get; } = new(StringComparer.Ordinal);

    /// <summary>The numbers of the source's tensors.</summary>
    public Dictionary<string, (float[] Values, long[] Shape)> Floats { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<GoldenCase> Cases => GoldenCase.Read(_source);

    public string Folder => _folder.Path;

    /// <summary>Gives a tensor another name, its numbers unchanged.</summary>
    public void Rename(string from, string to)
    {
        var (values, shape) = Floats[from];
        Tensors.Remove(from);
        Tensors[to] = TensorData.Floats(to, values, shape);
    }

    /// <summary>Stores a matrix as MLX does: integers in 32-bit words, and a scale and a bias for each group.</summary>
    /// <returns>The numbers that the integers stand for.</returns>
    public float[] Quantize(string name, int bits, int group)
    {
        var (values, shape) = Floats[name];
        var words = new uint[values.Length * bits / 32];
        var scales = new float[values.Length / group];
        var biases = new float[scales.Length];
        var restored = new float[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var of = values.AsSpan(i / group * group, group).ToArray();
            biases[i / group] = of.Min();
            scales[i / group] = (of.Max() - of.Min()) / ((1 << bits) - 1);
            var integer = (uint)MathF.Round((values[i] - biases[i / group]) / scales[i / group]);
            words[i * bits / 32] |= integer << (i * bits % 32);
            restored[i] = (integer * scales[i / group]) + biases[i / group];
        }

        var module = name[..^".weight".Length];
        Tensors[name] = TensorData.Bytes(name, DType.U32, MemoryMarshal.AsBytes(words.AsSpan()).ToArray(), shape[0], shape[1] * bits / 32);
        Tensors[module + ".scales"] = TensorData.Floats(module + ".scales", scales, shape[0], shape[1] / group);
        Tensors[module + ".biases"] = TensorData.Floats(module + ".biases", biases, shape[0], shape[1] / group);
        return restored;
    }

    /// <summary>Writes config.json and one file of weights.</summary>
    /// <returns>The folder.</returns>
    public string Write()
    {
        WriteConfig();
        SafetensorsWriter.Write(Path.Combine(Folder, "model.safetensors"), [.. Tensors.Values]);
        return Folder;
    }

    /// <summary>Writes the weights as shards, each tensor in the next, with their index.</summary>
    public string WriteShards(int count)
    {
        WriteConfig();
        var map = new JsonObject();
        var shards = Tensors.Values.Select((tensor, index) => (tensor, index)).GroupBy(pair => pair.index % count, pair => pair.tensor);
        foreach (var shard in shards)
        {
            var name = $"model-{shard.Key + 1:D5}-of-{count:D5}.safetensors";
            SafetensorsWriter.Write(Path.Combine(Folder, name), [.. shard]);
            foreach (var tensor in shard)
                map[tensor.Name] = name;
        }

        _folder.Write("model.safetensors.index.json", new JsonObject { ["weight_map"] = map }.ToJsonString());
        return Folder;
    }

    public void Dispose() => _folder.Dispose();

    private void WriteConfig() => _folder.Write("config.json", Config.ToJsonString());
}
