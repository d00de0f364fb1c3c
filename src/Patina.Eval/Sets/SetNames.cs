namespace Patina.Eval.Sets;

/// <summary>The names of the query sets that are made from a project.</summary>
public static class SetNames
{
    public const string Commits = "commits";
    public const string Comments = "comments";
    public const string Headings = "headings";
    public const string Calls = "calls";
    public const string CoChanges = "co-changes";
    public const string Notes = "notes";
}
