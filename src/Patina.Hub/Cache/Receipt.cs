namespace Patina.Hub.Cache;

/// <summary>What was verified of a snapshot.</summary>
/// <param name="Files">By path within the repository, with <c>/</c>.</param>
internal sealed record Receipt(IReadOnlyDictionary<string, ReceiptEntry> Files);
