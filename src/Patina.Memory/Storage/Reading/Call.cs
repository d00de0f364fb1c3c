namespace Patina.Memory.Storage.Reading;

/// <summary>A call as it stands in a file.</summary>
/// <param name="Path">The calling file.</param>
/// <param name="Caller">Qualified name of the calling definition; null at file level.</param>
/// <param name="Callee">The called name, last component.</param>
/// <param name="Receiver">What stands before it; null for nothing.</param>
/// <param name="Target">The definition in this repository, where it is known.</param>
public sealed record Call(string Path, string? Caller, string Callee, string? Receiver, int Line, SymbolId? Target);
