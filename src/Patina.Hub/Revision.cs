using System.Text.RegularExpressions;

namespace Patina.Hub;

/// <summary>A state of a repository: a branch, a tag, or a commit.</summary>
public readonly partial record struct Revision
{
    private Revision(string value) => Value = value;

    /// <summary>The branch that every repository has.</summary>
    public static Revision Main { get; } = new("main");

    public string Value { get; }

    /// <summary>A whole commit hash, which always means the same files.</summary>
    public bool IsCommit => IsCommitHash(Value);

    /// <exception cref="HubException"><see cref="HubError.BadName"/>.</exception>
    public static Revision Parse(string text) =>
        text.Length <= 128 && Form().IsMatch(text) && !text.Split('/').Any(part => part.EndsWith('.') || part.EndsWith(".lock", StringComparison.Ordinal))
            && !text.Contains("..", StringComparison.Ordinal)
            ? new Revision(text)
            : throw new HubException(HubError.BadName, $"{Quoted.Of(text)} is no revision; expected a branch, a tag or a commit.");

    /// <summary>40 hexadecimal digits in lower case.</summary>
    public static bool IsCommitHash(string text) => text.Length == 40 && !text.AsSpan().ContainsAnyExcept("0123456789abcdef");

    public override string ToString() => Value;

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*\z")]
    private static partial Regex Form();
}
