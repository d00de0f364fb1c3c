namespace Patina.Memory.Scraping.Git;

/// <summary>What a commit message says, taken apart.</summary>
/// <param name="Subject">The first line.</param>
/// <param name="Body">What follows it, without <paramref name="Trailers"/>.</param>
/// <param name="Trailers">Lines such as <c>Signed-off-by: …</c> at the end, and marks of the tool that wrote the message.</param>
/// <param name="Type">Of a conventional commit, in lower case: <c>feat</c>.</param>
/// <param name="Scope">Of a conventional commit: <c>parser</c> of <c>feat(parser): …</c>.</param>
/// <param name="Breaking"><c>!</c> before the colon or a <c>BREAKING CHANGE:</c> line.</param>
/// <param name="PullRequest"><c>#12</c>, where the subject ends with it or is that of a merged pull request.</param>
/// <param name="IssueReferences">Every <c>#12</c> or <c>owner/repository#12</c>, in order, each once.</param>
/// <param name="Closes">Those of them that follow a word such as "fixes".</param>
internal sealed record CommitMessage(
    string Subject, string Body, IReadOnlyList<string> Trailers, string? Type, string? Scope, bool Breaking,
    string? PullRequest, IReadOnlyList<string> IssueReferences, IReadOnlyList<string> Closes);
