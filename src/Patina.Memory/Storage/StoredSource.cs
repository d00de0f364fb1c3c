using Patina.Memory.Scraping;

namespace Patina.Memory.Storage;

/// <summary>A file, commit or tag as it was when it was last read.</summary>
/// <param name="Name">Path with <c>/</c>, <c>git:&lt;sha&gt;</c> or <c>git:tag/&lt;name&gt;</c>.</param>
/// <param name="Size">Bytes; 0 for what is no file.</param>
/// <param name="ModifiedNanoseconds">Since 1970; 0 when the time proves nothing.</param>
internal sealed record StoredSource(long Id, ScrapeKind Kind, string Name, byte[] Hash, long Size, long ModifiedNanoseconds);
