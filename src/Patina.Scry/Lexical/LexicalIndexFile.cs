using Patina.Memory;
using Patina.Memory.Storage;
using Patina.Safetensors;

namespace Patina.Scry.Lexical;

/// <summary>The file <c>lexical.index</c> of a project: made when it is missing or does not belong to the memory as it is now.</summary>
internal static class LexicalIndexFile
{
    private const string Name = "lexical.index";

    /// <summary>Changes with anything that changes the terms or their impacts.</summary>
    private const string Format = "2";

    public static LexicalIndex Open(
        ProjectLayout layout, MemoryDatabase memory, FieldWeights weights, CancellationToken cancellation = default)
    {
        var path = Path.Combine(layout.DataFolder, Name);
        using var snapshot = memory.Snapshot();
        var origin = new Dictionary<string, string>
        {
            ["format"] = Format,
            ["events"] = memory.Fingerprint(),
            ["weights"] = weights.Name,
        };
        if (TryOpen(path, origin) is { } index)
            return index;
        LexicalIndexWriter.Write(path, memory.Chunks.AllByPath(), memory.Notes.Background(), weights, origin, cancellation);
        return new LexicalIndex(SafetensorsFile.Open(path));
    }

    /// <summary>Null when there is none, or one of something else, or a damaged one.</summary>
    private static LexicalIndex? TryOpen(string path, Dictionary<string, string> origin)
    {
        if (!File.Exists(path))
            return null;
        SafetensorsFile? file = null;
        try
        {
            file = SafetensorsFile.Open(path);
            if (origin.All(entry => file.Metadata.TryGetValue(entry.Key, out var value) && value == entry.Value))
                return new LexicalIndex(file);
        }
        catch (SafetensorsException)
        {
            // Made again below.
        }

        file?.Dispose();
        return null;
    }
}
