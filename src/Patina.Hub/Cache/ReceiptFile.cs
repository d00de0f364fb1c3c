using System.Text.Json;

namespace Patina.Hub.Cache;

/// <summary>Reads and writes receipts.</summary>
internal static class ReceiptFile
{
    private const int MaxBytes = 4 << 20;
    private const int MaxListing = 2_000;

    /// <summary>Null when there is none that can be used; then the files are read again.</summary>
    public static Receipt? Read(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: <= MaxBytes }
                && JsonSerializer.Deserialize(File.ReadAllBytes(path), ReceiptJson.Default.Receipt) is { } receipt
                && receipt.Files.All(file => RepositoryPath.IsSafe(file.Key) && FileDigest.IsDigest(file.Value.Digest) && FileDigest.IsDigest(file.Value.Sha256))
                && receipt.Listing.All(RepositoryPath.IsSafe)
                ? receipt
                : null;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Adds to what is known of a snapshot. A cache that cannot be written is read anew each time.</summary>
    /// <param name="listing">What the hub says that the repository has; null to leave that as it is.</param>
    public static void Add(string path, IReadOnlyDictionary<string, ReceiptEntry> files, IReadOnlyList<string>? listing = null)
    {
        var before = Read(path) ?? new Receipt(new Dictionary<string, ReceiptEntry>(), []);
        var merged = new SortedDictionary<string, ReceiptEntry>(StringComparer.Ordinal);
        foreach (var (name, entry) in before.Files)
            merged[name] = entry;
        foreach (var (name, entry) in files)
            merged[name] = entry;
        try
        {
            AtomicFile.Write(path, JsonSerializer.Serialize(new Receipt(merged, listing is null ? before.Listing : listing.Count <= MaxListing ? listing : []), ReceiptJson.Default.Receipt));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }
}
