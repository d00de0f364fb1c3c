namespace Patina.Hub.Cache;

/// <summary>A file whose contents were read and found right.</summary>
/// <param name="Digest">By which the hub names it.</param>
/// <param name="Sha256">Of its contents.</param>
/// <param name="Modified">Time stamp when it was read, in ticks: while it and the size are the same, so are the contents.</param>
internal sealed record ReceiptEntry(string Digest, string Sha256, long Size, long Modified);
