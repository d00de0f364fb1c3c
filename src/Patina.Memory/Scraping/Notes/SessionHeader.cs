namespace Patina.Memory.Scraping.Notes;

/// <summary>What the head of a note file says about its session.</summary>
/// <param name="Id">From the header, or the file's name.</param>
/// <param name="Title">From the header or first heading, or the file's name.</param>
/// <param name="Started">With the offset of the place where the session was held, as far as that can be told.</param>
/// <param name="Fields">Further fields by their lower-case name: <c>llm</c>, <c>branch</c>, <c>status</c>, <c>tags</c>…</param>
internal sealed record SessionHeader(
    string Id, string Title, DateTimeOffset? Started, IReadOnlyDictionary<string, string> Fields);
