using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Patina.Oxidize.Pairs;
using Patina.Oxidize.Recipes;
using Patina.Oxidize.Training;

namespace Patina.Oxidize.Artifacts;

/// <summary>
/// A trained projection that waits for its index, so that an interrupted run does not train again. It is found by a digest of
/// everything that decides it, and removed once a set contains it.
/// </summary>
internal sealed class TrainingCheckpoint(string modelFolder)
{
    private readonly string _folder = Path.Combine(modelFolder, "trained");

    /// <summary>Digest of model, recipe and pairs.</summary>
    public static string KeyOf(string modelFingerprint, ProjectionRecipe recipe, IEnumerable<RelatedPair> pairs, int units)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{modelFingerprint}\n{recipe.Hash}\n{units}\n")));
        foreach (var pair in pairs)
            digest.AppendData(BitConverter.GetBytes(pair.Digest));
        return Convert.ToHexStringLower(digest.GetHashAndReset().AsSpan(0, 16));
    }

    public void Save(string key, TrainedProjection trained)
    {
        Directory.CreateDirectory(_folder);
        File.WriteAllBytes(RecordPath(key), JsonSerializer.SerializeToUtf8Bytes(trained.Record, ManifestJson.Default.ProjectionRecord));
        ProjectionFile.Save(trained.Projection, WeightsPath(key));
    }

    /// <summary>Where a projection that is to be traced writes what it was trained on, before it is saved.</summary>
    public string TracePath(string key)
    {
        Directory.CreateDirectory(_folder);
        return Path.Combine(_folder, key + ".trace.safetensors");
    }

    /// <summary>Null when there is none, or it is damaged.</summary>
    /// <param name="traceable">Whether what it was trained on must be there too.</param>
    public TrainedProjection? Find(string key, bool traceable)
    {
        if (!File.Exists(WeightsPath(key)) || !File.Exists(RecordPath(key)) || (traceable && !File.Exists(TracePath(key))))
            return null;
        try
        {
            var projection = ProjectionFile.Load(WeightsPath(key));
            var record = JsonSerializer.Deserialize(File.ReadAllBytes(RecordPath(key)), ManifestJson.Default.ProjectionRecord);
            return record is not null && record.WeightsHash == ProjectionFile.Hash(projection)
                ? new TrainedProjection(projection, record, traceable ? TracePath(key) : null)
                : null;
        }
        catch (Exception exception) when (exception is OxidizeException or JsonException)
        {
            return null;
        }
    }

    public void Clear()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private string WeightsPath(string key) => Path.Combine(_folder, key + ".safetensors");

    private string RecordPath(string key) => Path.Combine(_folder, key + ".json");
}
