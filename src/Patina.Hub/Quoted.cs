namespace Patina.Hub;

/// <summary>Foreign text, fit for a message: clipped, and without characters that steer a terminal.</summary>
internal static class Quoted
{
    private const int Longest = 120;

    public static string Of(string text)
    {
        var clipped = text.Length <= Longest ? text : text[..Longest] + "…";
        return $"'{string.Concat(clipped.Select(letter => char.IsControl(letter) ? '?' : letter))}'";
    }
}
