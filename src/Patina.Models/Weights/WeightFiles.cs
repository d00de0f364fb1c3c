using System.Text.Json;
using Patina.Safetensors;

namespace Patina.Models.Weights;

/// <summary>Opens the safetensors files of a model: one, or the shards that an index names.</summary>
internal static class WeightFiles
{
    private const string Single = "model.safetensors";
    private const string Index = "model.safetensors.index.json";
    private const int LargestIndex = 64 << 20;
    private const int MostShards = 1024;

    public static bool Exist(string folder) => File.Exists(Path.Combine(folder, Single)) || File.Exists(Path.Combine(folder, Index));

    /// <exception cref="ModelException"><see cref="ModelError.BadFile"/>.</exception>
    /// <exception cref="SafetensorsException">A file breaks the format.</exception>
    public static IReadOnlyList<SafetensorsFile> Open(string folder)
    {
        var files = new List<SafetensorsFile>();
        try
        {
            foreach (var name in Names(folder))
                files.Add(SafetensorsFile.Open(Path.Combine(folder, name)));
            return files;
        }
        catch
        {
            files.ForEach(file => file.Dispose());
            throw;
        }
    }

    private static IReadOnlyCollection<string> Names(string folder)
    {
        var index = Path.Combine(folder, Index);
        if (File.Exists(index))
            return Shards(index);
        return File.Exists(Path.Combine(folder, Single))
            ? [Single]
            : throw new ModelException(ModelError.BadFile,
                $"{folder}: has neither {Single} nor {Index}. Is it the folder of a model with safetensors weights?");
    }

    private static HashSet<string> Shards(string index)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        using var json = JsonFile.Read(index, LargestIndex);
        if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("weight_map", out var map)
            || map.ValueKind != JsonValueKind.Object)
        {
            throw new ModelException(ModelError.BadFile, $"{index}: has no object \"weight_map\". Fetch the file again.");
        }

        foreach (var entry in map.EnumerateObject())
            names.Add(ShardName(index, entry));
        return names.Count is > 0 and <= MostShards
            ? names
            : throw new ModelException(ModelError.BadFile, $"{index}: names {names.Count} files; expected 1 to {MostShards}.");
    }

    /// <summary>A shard lies beside its index, so its name is no path.</summary>
    private static string ShardName(string index, JsonProperty entry)
    {
        var name = entry.Value.ValueKind == JsonValueKind.String ? entry.Value.GetString()! : "";
        return name.EndsWith(".safetensors", StringComparison.Ordinal) && name == Path.GetFileName(name) && !name.Contains('\\')
            ? name
            : throw new ModelException(ModelError.BadFile,
                $"{index}: tensor '{entry.Name}' is said to be in '{name}'; expected the name of a .safetensors file beside the index.");
    }
}
