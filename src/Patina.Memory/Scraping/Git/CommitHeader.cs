namespace Patina.Memory.Scraping.Git;

/// <summary>What a commit says about itself.</summary>
/// <param name="Parents">Full hashes; none for a root and at the edge of a shallow clone.</param>
/// <param name="AuthorDate">ISO 8601 with the author's offset; empty when the commit holds no valid date.</param>
/// <param name="Message">As committed, with <c>\n</c> line ends; cut at <see cref="CommitHeaderReader.MaxMessageBytes"/>.</param>
internal sealed record CommitHeader(
    string Sha, IReadOnlyList<string> Parents, string AuthorName, string AuthorEmail, string AuthorDate, string Message);
