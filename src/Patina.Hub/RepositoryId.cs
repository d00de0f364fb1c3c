using System.Text.RegularExpressions;

namespace Patina.Hub;

/// <summary>A model repository of the hub, <c>owner/name</c>; a few old ones have a name only.</summary>
public readonly partial record struct RepositoryId
{
    private const int MaxLength = 96;

    private RepositoryId(string value) => Value = value;

    public string Value { get; }

    /// <exception cref="HubException"><see cref="HubError.BadName"/>.</exception>
    public static RepositoryId Parse(string text) => TryParse(text, out var id)
        ? id
        : throw new HubException(HubError.BadName,
            $"{Quoted.Of(text)} is no repository; expected owner/name of letters, digits, '-', '_' and '.', such as BAAI/bge-small-en-v1.5.");

    /// <summary>Whether the hub could have a repository of this name.</summary>
    public static bool TryParse(string text, out RepositoryId id)
    {
        var valid = text.Length <= MaxLength && Form().IsMatch(text)
            && !text.Contains("--", StringComparison.Ordinal) && !text.Contains("..", StringComparison.Ordinal);
        id = valid ? new RepositoryId(text) : default;
        return valid;
    }

    public override string ToString() => Value;

    /// <remarks>The hub's own rule, as huggingface_hub checks it: a part begins and ends with a letter, a digit or '_'.</remarks>
    [GeneratedRegex(@"\A[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_])?(/[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_])?)?\z")]
    private static partial Regex Form();
}
