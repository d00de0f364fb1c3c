using System.CommandLine;
using System.CommandLine.Parsing;
using Patina.Memory.Paths;

namespace Patina.Cli.Commands;

/// <summary>Rules that several options share; a broken rule is a usage error.</summary>
internal static class OptionRules
{
    /// <summary>The value must be the path of an existing folder.</summary>
    public static Option<string?> MustExist(this Option<string?> option)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !Directory.Exists(result.Tokens[0].Value))
                result.AddError($"{option.Name}: there is no folder '{result.Tokens[0].Value}'.");
        });
        return option;
    }

    /// <summary>The value must lie in a range.</summary>
    public static Option<int> Between(this Option<int> option, int least, int most)
    {
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var value && (value < least || value > most))
                result.AddError($"{option.Name}: {value} is not between {least} and {most}.");
        });
        return option;
    }

    /// <summary>The value, where there is one, must lie in a range.</summary>
    public static Option<int?> Between(this Option<int?> option, int least, int most)
    {
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is { } value && (value < least || value > most))
                result.AddError($"{option.Name}: {value} is not between {least} and {most}.");
        });
        return option;
    }

    /// <summary>The value must be one of these words.</summary>
    public static Option<string?> AcceptOnly(this Option<string?> option, params string[] words)
    {
        option.AcceptOnlyFromAmong(words);
        return option;
    }

    /// <summary>Reads a path pattern.</summary>
    public static PathGlob? ParseGlob(ArgumentResult result)
    {
        try
        {
            return PathGlob.Parse(result.Tokens[0].Value);
        }
        catch (ArgumentException unusable)
        {
            result.AddError(unusable.Message);
            return null;
        }
    }
}
