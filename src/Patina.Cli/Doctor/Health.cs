namespace Patina.Cli.Doctor;

/// <summary>In ascending order of severity.</summary>
internal enum Health
{
    Ok,

    /// <summary>Out of date, or not made yet; a command of Patina puts it right.</summary>
    Warning,

    /// <summary>Damaged, or missing where Patina needs it.</summary>
    Problem,
}
