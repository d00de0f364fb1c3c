namespace Patina.Hub.Cache;

/// <summary>What was verified of a snapshot.</summary>
/// <param name="Files">By path within the repository, with <c>/</c>.</param>
/// <param name="Listing">The paths of all files that the repository has, also of those that were not wanted; empty if they are not known.</param>
internal sealed record Receipt(IReadOnlyDictionary<string, ReceiptEntry> Files, IReadOnlyList<string> Listing);
