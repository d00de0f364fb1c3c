using System.Text.RegularExpressions;
using Patina.Tokenizers.Patterns;

namespace Patina.Tests.Tokenizers;

/// <summary>Compares patterns with .NET's regular expressions on random texts.</summary>
internal static class ExpressionAssert
{
    /// <param name="letters">What texts are made of, with spaces between; a space is one of them too.</param>
    public static void FindsWhatDotNetFinds(string expression, TextPattern pattern, string letters, int rounds)
    {
        string[] choices = [.. letters.Split(' ', StringSplitOptions.RemoveEmptyEntries), " "];
        var regex = new Regex(expression, RegexOptions.CultureInvariant);
        var random = new Random(11);
        for (var round = 0; round < rounds; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(24)).Select(_ => choices[random.Next(choices.Length)]));
            var found = new List<(int Start, int End)>();
            for (var matches = pattern.Matches(text); matches.MoveNext();)
                found.Add((matches.Start, matches.End));
            Assert.Equal(regex.Matches(text).Select(match => (match.Index, match.Index + match.Length)), found);
        }
    }
}
