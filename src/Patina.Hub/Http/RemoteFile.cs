namespace Patina.Hub.Http;

/// <summary>What the hub says about one file.</summary>
/// <param name="Path">Within the repository, with <c>/</c>.</param>
/// <param name="Digest">By which the cache names its contents: 64 hexadecimal digits are SHA-256, 40 are Git's SHA-1 of a blob.</param>
/// <param name="Size">Bytes.</param>
internal sealed record RemoteFile(string Path, string Digest, long Size);
