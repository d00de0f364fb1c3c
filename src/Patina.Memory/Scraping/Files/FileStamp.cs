namespace Patina.Memory.Scraping.Files;

/// <summary>What tells cheaply that a file may have changed.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="ModifiedNanoseconds">Since 1970 (UTC); 0 when the time proves nothing.</param>
internal readonly record struct FileStamp(long Size, long ModifiedNanoseconds)
{
    /// <summary>
    /// How much older than its reading a file must be for its time to prove anything, in nanoseconds: a file that is
    /// written again within one tick of the file system's clock keeps its time. Two seconds is the coarsest tick (FAT).
    /// </summary>
    private const long CoarsestTick = 2_000_000_000;

    public static FileStamp Of(FileInfo file) =>
        new(file.Length, (file.LastWriteTimeUtc - DateTime.UnixEpoch).Ticks * 100);

    /// <summary>The stamp to store for a file read at this time: without a time where that is too fresh, as git does.</summary>
    public FileStamp ReadAt(DateTime utc) =>
        ModifiedNanoseconds + CoarsestTick < (utc - DateTime.UnixEpoch).Ticks * 100 ? this : this with { ModifiedNanoseconds = 0 };

    /// <summary>Whether a file with this stamp is certainly the one that was stored with the other.</summary>
    public bool Proves(FileStamp stored) => stored.ModifiedNanoseconds != 0 && this == stored;
}
