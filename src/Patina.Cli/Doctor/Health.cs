namespace Patina.Cli.Doctor;

internal enum Health
{
    Ok,

    /// <summary>Works, but not as well as it could.</summary>
    Warning,

    /// <summary>A command will fail or answer wrongly.</summary>
    Problem,
}
