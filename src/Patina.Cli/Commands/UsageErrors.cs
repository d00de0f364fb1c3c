using System.CommandLine;
using System.CommandLine.Parsing;

namespace Patina.Cli.Commands;

/// <summary>Says what was wrong with a command line, and what was probably meant.</summary>
internal static class UsageErrors
{
    /// <returns>True when there was something wrong.</returns>
    public static bool Report(ParseResult line, TextWriter error)
    {
        var messages = Find(line);
        foreach (var message in messages)
            error.WriteLine($"patina: {message}");
        if (messages.Count > 0)
            error.WriteLine($"Run '{CommandPath(line)} --help' to see what it takes.");
        return messages.Count > 0;
    }

    private static List<string> Find(ParseResult line)
    {
        if (line.Action?.ClearsParseErrors == true)
            return [];
        var unknown = UnknownOptions(line).ToList();
        return unknown.Count > 0
            ? [.. unknown.Select(token => $"unknown option '{token}'.{Suggest(token, OptionNames(line))}")]
            : [.. line.Errors.Select(problem => Describe(problem, line)).Distinct()];
    }

    /// <summary>Words that look like options but were taken as arguments, because the parser knows no such option.</summary>
    private static IEnumerable<string> UnknownOptions(ParseResult line)
    {
        var afterDashes = line.Tokens
            .SkipWhile(token => token.Type != TokenType.DoubleDash).Select(token => token.Value).ToHashSet();
        return line.CommandResult.Tokens.Select(token => token.Value).Concat(line.UnmatchedTokens).Distinct()
            .Where(word => word.Length > 1 && word[0] == '-' && !word.Contains(' ') && !afterDashes.Contains(word));
    }

    private static string Describe(ParseError problem, ParseResult line)
    {
        var message = problem.Message.ReplaceLineEndings(" ").Trim();
        var word = line.UnmatchedTokens.FirstOrDefault(token => message.Contains($"'{token}'", StringComparison.Ordinal));
        if (word is null)
            return message;
        var commands = line.CommandResult.Command.Subcommands.Select(command => command.Name).ToList();
        return commands.Count > 0 ? $"unknown command '{word}'.{Suggest(word, commands)}" : $"unexpected argument '{word}'.";
    }

    private static IEnumerable<string> OptionNames(ParseResult line) =>
        line.CommandResult.Command.Options
            .Concat(line.RootCommandResult.Command.Options.Where(option => option.Recursive))
            .SelectMany(option => option.Aliases.Append(option.Name));

    private static string Suggest(string word, IEnumerable<string> known)
    {
        var nearest = known
            .Select(name => (Name: name, Distance: EditDistance(word, name)))
            .Where(candidate => candidate.Distance <= Math.Max(1, word.Length / 3))
            .OrderBy(candidate => candidate.Distance)
            .FirstOrDefault().Name;
        return nearest is null ? "" : $" Did you mean '{nearest}'?";
    }

    private static string CommandPath(ParseResult line)
    {
        var names = new List<string>();
        for (SymbolResult? result = line.CommandResult; result is CommandResult command; result = result.Parent)
            names.Add(command.Command is RootCommand ? "patina" : command.Command.Name);
        names.Reverse();
        return string.Join(' ', names);
    }

    /// <summary>Levenshtein distance: single-character edits that turn one word into the other.</summary>
    private static int EditDistance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var substituted = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
