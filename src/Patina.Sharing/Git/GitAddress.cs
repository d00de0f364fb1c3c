using System.Text.RegularExpressions;

namespace Patina.Sharing.Git;

/// <summary>
/// Where a repository is. Only forms that fetch and nothing else: <c>https://</c>, <c>ssh://</c>, <c>user@host:path</c>,
/// <c>file://</c> and a folder. Git itself knows more, some of which start programs (<c>ext::</c>) or could be read as options.
/// </summary>
/// <param name="Url">What is handed to git.</param>
/// <param name="Protocol">The one protocol that git may use for it.</param>
public sealed partial record GitAddress(string Url, string Protocol)
{
    private const int MaxLength = 1024;

    /// <exception cref="SharingException"><see cref="SharingError.BadAddress"/>.</exception>
    public static GitAddress Parse(string text)
    {
        if (text.Length is 0 or > MaxLength || text.Any(char.IsControl) || text.Contains(' '))
            throw Bad(text, "has no characters, too many, or spaces");
        if (text[0] == '-')
            throw Bad(text, "begins like an option");
        if (text.Contains("::", StringComparison.Ordinal))
            throw Bad(text, "names a helper program");
        if (Uri.IsWellFormedUriString(text, UriKind.Absolute) && text.Contains("://", StringComparison.Ordinal))
            return OfUri(text, new Uri(text));
        if (ShortForm().Match(text) is { Success: true } match)
            return match.Groups["path"].Value.StartsWith('-') ? throw Bad(text, "has a path that begins like an option") : new GitAddress(text, "ssh");
        throw Bad(text, "has no form that is allowed");
    }

    /// <summary>The folder of a repository on this machine.</summary>
    public static GitAddress OfFolder(string folder) => new(Path.GetFullPath(folder), "file");

    /// <summary>Whether a text is meant as an address rather than a file.</summary>
    public static bool LooksLikeAddress(string text) =>
        text.Contains("://", StringComparison.Ordinal) || text.Contains("::", StringComparison.Ordinal) || ShortForm().IsMatch(text);

    private static GitAddress OfUri(string text, Uri uri)
    {
        var protocol = uri.Scheme switch
        {
            "https" or "ssh" or "file" => uri.Scheme,
            "http" or "git" => throw Bad(text, "is not encrypted"),
            _ => throw Bad(text, $"has the protocol {uri.Scheme}"),
        };
        if (protocol == "file" ? uri.Host.Length > 0 : uri.Host.Length == 0 || uri.Host[0] == '-' || uri.UserInfo.StartsWith('-'))
            throw Bad(text, "has no usable host");
        if (uri.UserInfo.Contains(':'))
            throw Bad(text, "holds a password, which would end up in files and process lists");
        return new GitAddress(text, protocol);
    }

    private static SharingException Bad(string text, string why)
    {
        var shown = new string([.. text.Take(80).Select(letter => char.IsControl(letter) ? '?' : letter)]);
        return new(SharingError.BadAddress,
            $"'{shown}' {why}. Expected https://HOST/PATH, ssh://HOST/PATH, USER@HOST:PATH, file:///PATH or a folder.");
    }

    /// <summary>What scp takes; a single letter before the colon is a drive of Windows.</summary>
    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9._-]*@[A-Za-z0-9][A-Za-z0-9.-]+:(?<path>[^:]+)\z")]
    private static partial Regex ShortForm();
}
