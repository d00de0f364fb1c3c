using System.Security.Cryptography;
using System.Text;

namespace Patina.Oxidize.Artifacts;

/// <summary>The folder name of a model, whose own name may be a path or <c>owner/name</c>.</summary>
internal static class ModelFolder
{
    private const int MaxLength = 64;

    /// <summary>The name itself where it can be a folder; else its letters with a digest, so that two names never meet.</summary>
    public static string NameOf(string modelName)
    {
        var safe = new string([.. modelName.Select(letter => IsSafe(letter) ? letter : '-').Take(MaxLength)]).Trim('.', '-');
        if (safe == modelName)
            return safe;

        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(modelName)).AsSpan(0, 4));
        return $"{safe}-{digest}".TrimStart('-');
    }

    /// <summary>Capitals are not, as some file systems take them for small letters.</summary>
    private static bool IsSafe(char letter) => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '_' or '.';
}
