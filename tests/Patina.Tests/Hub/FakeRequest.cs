namespace Patina.Tests.Hub;

/// <summary>What a <see cref="FakeHub"/> was asked.</summary>
/// <param name="Path">Unescaped, without the query.</param>
/// <param name="Port">Of the server that was asked.</param>
internal sealed record FakeRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, int Port)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>First byte wanted.</summary>
    public int? From => Header("Range") is { } range ? int.Parse(range["bytes=".Length..].Split('-')[0]) : null;

    /// <summary>Last byte wanted; null for the rest.</summary>
    public int? To => Header("Range")?.Split('-')[1] is { Length: > 0 } last ? int.Parse(last) : null;
}
