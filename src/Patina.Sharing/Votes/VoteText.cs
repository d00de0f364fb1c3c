using System.Text;

namespace Patina.Sharing.Votes;

/// <summary>
/// The content of a vote's file: <c>up ada@example.org</c>. Where one person voted in two clones, git's union merge keeps both
/// lines; which one counts is decided by history, not by the file.
/// </summary>
internal static class VoteText
{
    public const int MaxBytes = 4096;

    public static string Write(VoteDirection direction, string email) => $"{WordOf(direction)} {VotePath.Plain(email)}\n";

    /// <summary>Reads the vote as one commit left it.</summary>
    /// <returns>Null when it is none: not one line, another word, another address.</returns>
    public static VoteDirection? Parse(ReadOnlySpan<byte> bytes, string email)
    {
        var text = Encoding.UTF8.GetString(bytes);
        foreach (var direction in Enum.GetValues<VoteDirection>())
        {
            if (text == Write(direction, email))
                return direction;
        }

        return null;
    }

    public static string WordOf(VoteDirection direction) => direction == VoteDirection.Up ? "up" : "down";
}
