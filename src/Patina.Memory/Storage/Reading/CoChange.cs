namespace Patina.Memory.Storage.Reading;

/// <summary>A file that changed together with another.</summary>
/// <param name="Count">Commits with 2 to 50 files in which both changed.</param>
public sealed record CoChange(string Path, int Count);
