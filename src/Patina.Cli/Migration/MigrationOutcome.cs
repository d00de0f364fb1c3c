namespace Patina.Cli.Migration;

/// <summary>What became of a part of another tool's project.</summary>
internal enum MigrationOutcome
{
    Taken,

    /// <summary>The project has it, or something of its own in that place.</summary>
    AlreadyThere,

    /// <summary>It has no meaning here.</summary>
    LeftOut,

    /// <summary>It cannot be read.</summary>
    Refused,
}
