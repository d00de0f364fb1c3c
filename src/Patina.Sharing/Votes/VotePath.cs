using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Patina.Sharing.Votes;

/// <summary>
/// Where a vote is kept: <c>votes/RECIPE/VOTER</c>, one file for each recipe and voter, so that the votes of different people
/// never meet in one file. The names are digests: they are the same on every system and say nothing a file system minds.
/// </summary>
internal static partial class VotePath
{
    public const string Folder = "votes";

    private const int VoterDigits = 32;

    /// <param name="recipe">The recipe's digest.</param>
    public static string Of(string recipe, string email) => $"{Folder}/{recipe}/{VoterOf(email)}";

    /// <summary>Null for a path that no vote has.</summary>
    public static (string Recipe, string Voter)? Parse(string path) => Form().Match(path) is { Success: true } match
        ? (match.Groups["recipe"].Value, match.Groups["voter"].Value)
        : null;

    public static string VoterOf(string email) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Plain(email))))[..VoterDigits];

    /// <summary>Addresses that differ in case only are one person's.</summary>
    public static string Plain(string email) => email.Trim().ToLowerInvariant();

    [GeneratedRegex(@"\Avotes/(?<recipe>[0-9a-f]{64})/(?<voter>[0-9a-f]{32})\z")]
    private static partial Regex Form();
}
