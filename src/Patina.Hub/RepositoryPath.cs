namespace Patina.Hub;

/// <summary>The path of a file within a repository. Servers and settings name them, so each is checked before it meets a disk.</summary>
public static class RepositoryPath
{
    private const int MaxLength = 512;

    private static readonly string[] DeviceNames =
    [
        "CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(number => new[] { $"COM{number}", $"LPT{number}" }),
    ];

    /// <summary>Whether a path stays in its folder and means the same file on every system.</summary>
    /// <param name="path">With <c>/</c>.</param>
    public static bool IsSafe(string path) =>
        path.Length is > 0 and <= MaxLength && path.Split('/').All(IsSafePart);

    /// <exception cref="HubException"><see cref="HubError.BadName"/>.</exception>
    public static string Check(string path) => IsSafe(path)
        ? path
        : throw new HubException(HubError.BadName,
            $"{Quoted.Of(path)} is no path within a repository. Nothing was written; choose another model.");

    private static bool IsSafePart(string part) =>
        part.Length is > 0 and <= 200
        && part is not ("." or "..")
        && !part.EndsWith('.') && !part.EndsWith(' ') && !part.StartsWith(' ')
        && part.All(letter => !char.IsControl(letter) && !"\\:*?\"<>|".Contains(letter))
        && !DeviceNames.Contains(part.Split('.')[0], StringComparer.OrdinalIgnoreCase);
}
