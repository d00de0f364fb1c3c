using System.Buffers.Binary;
using System.Security.Cryptography;
using Patina.Memory.Events;
using Patina.Memory.Scraping.Files;
using Patina.Memory.Storage;

namespace Patina.Memory.Scraping;

/// <summary>Reads one file, judges its content, and has it parsed. Thread-safe.</summary>
internal static class FileReading
{
    /// <summary>Reads and parses the file unless its hash is the stored one.</summary>
    /// <param name="always">Parses it in any case.</param>
    public static FileResult Read(ProjectLayout layout, Candidate candidate, bool always)
    {
        if (ReadBytes(layout, candidate, out var omission) is not { } bytes)
            return Left(candidate, omission!);

        var hash = HashOf(candidate.Scraper, bytes);
        if (!always && candidate.Known is { } known && known.Kind == candidate.Scraper.Kind && known.Hash.AsSpan().SequenceEqual(hash))
            return new FileResult(candidate, Omission: null, hash, Rows: null);
        if (FileContentRules.Find(candidate.File.Path, bytes, out var text) is { } found)
            return Left(candidate, found);

        return new FileResult(candidate, Omission: null, hash, Parse(candidate, text));
    }

    /// <summary>Only judges the content.</summary>
    public static FileResult Inspect(ProjectLayout layout, Candidate candidate)
    {
        if (ReadBytes(layout, candidate, out var omission) is { } bytes)
            omission = FileContentRules.Find(candidate.File.Path, bytes, out _);
        return new FileResult(candidate, omission, [], Rows: null);
    }

    /// <summary>Compares the file with what is stored of it, without parsing.</summary>
    /// <param name="isStored">Whether the stored rows are still right.</param>
    /// <returns>False when its content rules it out.</returns>
    public static bool WouldRead(ProjectLayout layout, Candidate candidate, out bool isStored)
    {
        var known = candidate.Known?.Kind == candidate.Scraper.Kind ? candidate.Known : null;
        isStored = known is not null && candidate.File.Stamp.Proves(known.Stamp);
        if (isStored)
            return true;
        if (ReadBytes(layout, candidate, out _) is not { } bytes)
            return false;
        isStored = known is not null && known.Hash.AsSpan().SequenceEqual(HashOf(candidate.Scraper, bytes));
        return isStored || FileContentRules.Find(candidate.File.Path, bytes, out _) is null;
    }

    private static byte[]? ReadBytes(ProjectLayout layout, Candidate candidate, out Omission? omission)
    {
        omission = null;
        var path = candidate.File.Path;
        try
        {
            using var file = new FileStream(
                Path.Combine(layout.Root, path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (file.Length <= FileRules.MaxSize) // it may have grown since it was listed
            {
                var bytes = new byte[file.Length];
                var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
                return bytes[..length];
            }

            omission = new Omission(path, OmissionReason.TooLarge, $"{file.Length:N0} bytes, limit {FileRules.MaxSize:N0}");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            omission = new Omission(path, OmissionReason.Unreadable, refused.Message);
        }

        return null;
    }

    private static byte[] HashOf(IFileScraper scraper, byte[] bytes)
    {
        Span<byte> prefix = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(prefix, (int)scraper.Kind);
        BinaryPrimitives.WriteInt32LittleEndian(prefix[4..], scraper.Version);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(prefix);
        digest.AppendData(bytes);
        return digest.GetHashAndReset();
    }

    private static PreparedSource Parse(Candidate candidate, string text)
    {
        var path = candidate.File.Path;
        try
        {
            var events = new List<MemoryEvent>();
            candidate.Scraper.Scrape(path, text, events);
            return PreparedSource.From(path, events, candidate.Scraper);
        }
        catch (Exception failure) when (failure is not (MemoryException or OutOfMemoryException or OperationCanceledException))
        {
            throw new InvalidOperationException(
                $"{path}: the {candidate.Scraper.GetType().Name} failed on this file. Name it in .patinaignore to go on, and report the defect.", failure);
        }
    }

    private static FileResult Left(Candidate candidate, Omission omission) => new(candidate, omission, [], Rows: null);
}
