namespace Patina.Memory.Scraping.Notes;

/// <summary>What an item of a note is, told from the words of its heading. The names stand in the event log.</summary>
internal static class NoteKind
{
    public const string Activity = "activity";
    public const string Goal = "goal";
    public const string Note = "note";

    /// <summary>Counts and names that a tool wrote, the same in every session: kept, but never searched.</summary>
    public const string Metadata = "metadata";

    private const string Belief = "belief";
    private const string Challenge = "challenge";
    /// <summary>What was before: a summary of earlier sessions, or what the work stands on.</summary>
    public const string Context = "context";
    private const string Decision = "decision";
    private const string Discussion = "discussion";
    private const string Insight = "insight";
    private const string Next = "next";
    private const string Pattern = "pattern";
    private const string Prompt = "prompt";
    private const string Summary = "summary";
    private const string Work = "work";

    /// <summary>Beginnings of words or phrases; the first that occurs in a heading decides.</summary>
    private static readonly (string Beginning, string Kind)[] Rules =
    [
        ("git activity", Metadata), ("session classification", Metadata), ("session start", Metadata),
        ("session statistics", Metadata), ("session metrics", Metadata),
        ("user prompt", Prompt), ("user request", Prompt), ("prompts", Prompt),
        ("belief", Belief),
        ("goal", Goal), ("objective", Goal),
        ("discussion", Discussion), ("debate", Discussion), ("question", Discussion),
        ("decision", Decision), ("decided", Decision), ("rationale", Decision), ("trade off", Decision), ("tradeoff", Decision),
        ("pattern", Pattern), ("principle", Pattern),
        ("challenge", Challenge), ("problem", Challenge), ("issue", Challenge), ("blocker", Challenge), ("bug", Challenge),
        ("root cause", Challenge), ("gotcha", Challenge), ("error", Challenge),
        ("insight", Insight), ("learn", Insight), ("lesson", Insight), ("discover", Insight), ("finding", Insight),
        ("observ", Insight), ("realiz", Insight), ("takeaway", Insight),
        ("next", Next), ("todo", Next), ("remaining", Next), ("open item", Next), ("follow up", Next), ("pending", Next),
        ("deferred", Next), ("future", Next),
        ("work", Work), ("completed", Work), ("accomplish", Work), ("achieve", Work), ("implement", Work), ("commit", Work),
        ("file", Work), ("change", Work), ("created", Work), ("modified", Work), ("updated", Work), ("fix", Work),
        ("context", Context), ("background", Context),
        ("summary", Summary), ("wrap up", Summary), ("outcome", Summary), ("result", Summary), ("conclusion", Summary),
        ("overview", Summary), ("status", Summary),
        ("note", Note),
        ("activity", Activity), ("update", Activity), ("timeline", Activity), ("session end", Activity),
    ];

    /// <returns>The kind of what stands below such a heading, or null where the words do not tell.</returns>
    public static string? OfHeading(string heading)
    {
        var words = " " + string.Join(' ', heading.ToLowerInvariant().Split(
            [.. heading.Where(c => !char.IsLetterOrDigit(c)).Distinct()], StringSplitOptions.RemoveEmptyEntries));
        foreach (var (beginning, kind) in Rules)
        {
            if (words.Contains(" " + beginning, StringComparison.Ordinal))
                return kind;
        }
        return null;
    }
}
