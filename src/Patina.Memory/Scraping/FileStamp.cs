namespace Patina.Memory.Scraping;

/// <summary>What tells cheaply that a file may have changed.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="ModifiedNanoseconds">Since 1970 (UTC); 0 when the time proves nothing.</param>
internal readonly record struct FileStamp(long Size, long ModifiedNanoseconds);
