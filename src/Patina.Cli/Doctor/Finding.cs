namespace Patina.Cli.Doctor;

/// <summary>What one check found.</summary>
/// <param name="Check">What was looked at, in a word or two.</param>
/// <param name="Repair">The command or step that puts it right; null when nothing is wrong.</param>
internal sealed record Finding(string Check, Health Health, string Message, string? Repair = null)
{
    public static Finding Ok(string check, string message) => new(check, Health.Ok, message);

    public static Finding Warning(string check, string message, string repair) => new(check, Health.Warning, message, repair);

    public static Finding Problem(string check, string message, string repair) => new(check, Health.Problem, message, repair);
}
