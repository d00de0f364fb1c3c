namespace Patina.Hub;

/// <summary>How far a download is, in bytes of all of its files.</summary>
public readonly record struct HubProgress(long Done, long Total);
