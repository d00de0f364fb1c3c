using System.Globalization;
using Patina.Oxidize.Recipes.Yaml;

namespace Patina.Oxidize.Recipes;

/// <summary>One mapping of a recipe, read key by key. Absent keys give null; what is there has the right type and range, or throws.</summary>
internal sealed class RecipeSection
{
    private const int MaxTextLength = 1024;
    private const int MaxListLength = 64;

    private readonly string _name;
    private readonly Dictionary<string, YamlNode> _values = [];

    /// <param name="name">Dotted path of the mapping, for messages; empty for the whole recipe.</param>
    /// <param name="knownKeys">Every key that may stand in it.</param>
    public RecipeSection(YamlNode node, string name, IReadOnlyList<string> knownKeys)
    {
        _name = name;
        Position = node.Position;
        var mapping = node as YamlMapping
            ?? throw Wrong(node, name.Length == 0 ? "a recipe" : name, "a mapping of key: value lines");

        foreach (var (key, value) in mapping.Entries)
        {
            if (!knownKeys.Contains(key.Text))
                throw Unknown(key, knownKeys);
            if (!_values.TryAdd(key.Text, value))
                throw new RecipeException(RecipeError.DuplicateKey, key.Position, $"{PathOf(key.Text)} is set twice. Remove one of the two lines.");
        }
    }

    public RecipePosition Position { get; }

    public IEnumerable<string> Keys => _values.Keys;

    public YamlNode? Node(string key) => _values.GetValueOrDefault(key);

    public long? Integer(string key, long least, long most)
    {
        if (Node(key) is not { } node)
            return null;

        var expected = string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}");
        if (node is not YamlScalar { IsPlain: true } scalar || !IsInteger(scalar.Text))
            throw Wrong(node, PathOf(key), expected);
        return long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw OutOfRange(node, key, expected);
    }

    /// <summary>A number greater than <paramref name="above"/> and at most <paramref name="most"/>.</summary>
    public double? Number(string key, double above, double most) => Number(
        key, string.Create(CultureInfo.InvariantCulture, $"a number above {above}, at most {most}"), value => value > above && value <= most);

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public double? NumberFrom(string key, double least, double most) => Number(
        key, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"), value => value >= least && value <= most);

    public bool? Truth(string key) => Node(key) switch
    {
        null => null,
        YamlScalar { IsPlain: true, Text: "true" } => true,
        YamlScalar { IsPlain: true, Text: "false" } => false,
        var node => throw Wrong(node, PathOf(key), "true or false"),
    };

    public string? Text(string key) => Node(key) is { } node ? TextOf(node, PathOf(key)) : null;

    /// <summary>What is written before a text: empty for nothing, and with line breaks where it is quoted so.</summary>
    public string? Prompt(string key) => Node(key) switch
    {
        null => null,
        YamlScalar { Text.Length: <= MaxTextLength } scalar when scalar.Text.All(letter => letter is '\n' or '\t' || !char.IsControl(letter))
            && scalar is not { IsPlain: true, Text: "" or "~" or "null" } => scalar.Text,
        var node => throw Wrong(node, PathOf(key), $"a text of at most {MaxTextLength} characters, in quotes; \"\" for none"),
    };

    /// <summary>One of a few words.</summary>
    /// <param name="word">How one is written; null for its name in lower case.</param>
    public T? Choice<T>(string key, Func<T, string>? word = null)
        where T : struct, Enum
    {
        if (Node(key) is not { } node)
            return null;

        word ??= static choice => choice.ToString().ToLowerInvariant();

        var choices = Enum.GetValues<T>();
        foreach (var choice in choices)
        {
            if (node is YamlScalar scalar && scalar.Text == word(choice))
                return choice;
        }

        throw Wrong(node, PathOf(key), string.Join(", ", choices.Select(word)));
    }

    public IReadOnlyList<YamlNode>? List(string key, string expected) => Node(key) switch
    {
        null => null,
        YamlSequence { Items.Count: <= MaxListLength } list => list.Items,
        YamlSequence list => throw OutOfRange(list, key, $"{expected}, at most {MaxListLength} of them"),
        var node => throw Wrong(node, PathOf(key), expected),
    };

    public RecipeException Wrong(YamlNode node, string path, string expected) =>
        new(RecipeError.WrongType, node.Position, $"{path} is {node.Description}; expected {expected}.");

    public RecipeException OutOfRange(YamlNode node, string key, string expected) =>
        new(RecipeError.OutOfRange, node.Position, $"{PathOf(key)} is {node.Description}; expected {expected}.");

    public string PathOf(string key) => _name.Length == 0 ? key : $"{_name}.{key}";

    public string TextOf(YamlNode node, string path) => node switch
    {
        YamlScalar { Text.Length: > 0 and <= MaxTextLength } scalar when !scalar.Text.Any(char.IsControl) => scalar.Text,
        _ => throw Wrong(node, path, $"one line of text of at most {MaxTextLength} characters"),
    };

    private double? Number(string key, string expected, Func<double, bool> fits)
    {
        if (Node(key) is not { } node)
            return null;
        if (node is not YamlScalar { IsPlain: true } scalar
            || !double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            throw Wrong(node, PathOf(key), expected);
        }

        return fits(value) ? value : throw OutOfRange(node, key, expected);
    }

    private RecipeException Unknown(YamlScalar key, IReadOnlyList<string> knownKeys)
    {
        var nearest = NearestWord.Find(key.Text, knownKeys);
        return new RecipeException(RecipeError.UnknownKey, key.Position,
            $"{PathOf(new YamlScalar(key.Position, key.Text, true).Description)} is no key of {(_name.Length == 0 ? "a recipe" : _name)}." +
            (nearest is null ? "" : $" Did you mean '{nearest}'?") + $" Known keys: {string.Join(", ", knownKeys)}.");
    }

    private static bool IsInteger(string text) =>
        text.AsSpan().TrimStart("+-") is { Length: > 0 } digits && !digits.ContainsAnyExceptInRange('0', '9');
}
