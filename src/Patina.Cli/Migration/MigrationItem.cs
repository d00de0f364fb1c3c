namespace Patina.Cli.Migration;

/// <param name="Part"><c>recipe</c>, <c>settings</c>, <c>registry</c>, <c>notes</c>, <c>weights</c> or <c>memory</c>.</param>
/// <param name="Name">Relative to the folder that is migrated.</param>
internal sealed record MigrationItem(string Part, string Name, MigrationOutcome Outcome, string Explanation);
