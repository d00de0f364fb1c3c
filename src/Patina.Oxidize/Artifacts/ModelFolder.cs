namespace Patina.Oxidize.Artifacts;

/// <summary>The folder of a model's vectors: of one state of it, so that other precisions and revisions lie beside it.</summary>
internal static class ModelFolder
{
    private const int MaxLength = 64;
    private const int FingerprintLength = 8;

    /// <summary>The model's name as far as it can be a folder's, and the beginning of its fingerprint.</summary>
    /// <param name="modelName">May be a path or <c>owner/name</c>.</param>
    public static string NameOf(string modelName, string fingerprint)
    {
        var safe = new string([.. modelName.Select(letter => IsSafe(letter) ? letter : '-').Take(MaxLength)]).Trim('.', '-');
        return $"{safe}-{fingerprint[..FingerprintLength]}".TrimStart('-');
    }

    /// <summary>Capitals are not, as some file systems take them for small letters.</summary>
    private static bool IsSafe(char letter) => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '_' or '.';
}
