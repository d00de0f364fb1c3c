namespace Patina.Hub.Http;

/// <summary>What the hub says about one state of a repository.</summary>
/// <param name="Commit">40 hexadecimal digits.</param>
/// <param name="Paths">Of all files.</param>
internal sealed record RemoteRepository(string Commit, IReadOnlyList<string> Paths);
