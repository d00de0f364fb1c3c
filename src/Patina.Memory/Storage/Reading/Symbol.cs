using Patina.Memory.Chunks;

namespace Patina.Memory.Storage.Reading;

/// <summary>A definition in the repository.</summary>
/// <param name="Path">The file, relative to the root with <c>/</c>.</param>
/// <param name="Kind">function, method, class, struct, interface, trait, enum, type, module…</param>
/// <param name="Chunk">The chunk that holds the definition's first line.</param>
public sealed record Symbol(
    SymbolId Id, string Path, string Name, string QualifiedName, string Kind, string Signature, string Doc,
    int StartLine, int EndLine, ChunkKey Chunk);
