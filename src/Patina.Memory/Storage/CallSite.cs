namespace Patina.Memory.Storage;

/// <summary>A call as it stands in a file.</summary>
/// <param name="Row">Row of <c>call</c>.</param>
/// <param name="Path">The calling file.</param>
internal sealed record CallSite(long Row, long Source, string Path, string? Caller, string Callee, string? Receiver);
