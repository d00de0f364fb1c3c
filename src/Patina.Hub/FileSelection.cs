namespace Patina.Hub;

/// <summary>Which files of a repository are wanted: some at once, and others by what those say.</summary>
/// <param name="First">Of all paths those to fetch first: settings, which are small.</param>
/// <param name="Then">Of all paths those to fetch after that, seeing the first.</param>
public sealed record FileSelection(
    Func<IReadOnlyList<string>, IReadOnlyCollection<string>> First,
    Func<IReadOnlyList<string>, Snapshot, IReadOnlyCollection<string>> Then);
