using Patina.Memory.Scraping;
using Patina.Memory.Scraping.Files;

namespace Patina.Memory.Storage;

/// <summary>A file, commit or tag as it was when it was last read.</summary>
/// <param name="Name">Path with <c>/</c>, <c>git:&lt;sha&gt;</c> or <c>git:tag/&lt;name&gt;</c>.</param>
/// <param name="Stamp">Empty for what is no file.</param>
internal sealed record StoredSource(long Id, ScrapeKind Kind, string Name, byte[] Hash, FileStamp Stamp);
