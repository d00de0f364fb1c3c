namespace Patina.Memory.Scraping.Files;

/// <summary>What <see cref="FileDiscovery"/> found.</summary>
internal sealed class FileListing
{
    /// <summary>In ordinal order of paths.</summary>
    public List<FoundFile> Files { get; } = [];

    public List<Omission> Omissions { get; } = [];

    /// <summary>What the user should know about the listing as a whole.</summary>
    public List<string> Notices { get; } = [];
}
