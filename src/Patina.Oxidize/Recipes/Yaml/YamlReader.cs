using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Patina.Oxidize.Recipes.Yaml;

/// <summary>
/// Reads the plain part of YAML that recipes use into nodes that know their place. Depth and number of nodes are bounded;
/// anchors, aliases and tags are refused, so a small file cannot unfold into a large one.
/// </summary>
internal sealed class YamlReader
{
    private const int MaxDepth = 8;
    private const int MaxNodes = 4096;

    private readonly string _file;
    private readonly Parser _parser;
    private int _nodes;

    private YamlReader(string file, string text)
    {
        _file = file;
        _parser = new Parser(new StringReader(text));
    }

    /// <param name="file">For messages.</param>
    /// <exception cref="RecipeException">The text is not YAML, or not the part of it that recipes use.</exception>
    public static YamlNode Read(string file, string text)
    {
        var reader = new YamlReader(file, text);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException exception)
        {
            throw new RecipeException(
                RecipeError.BadSyntax, PositionOf(file, exception.Start), $"this is not YAML: {exception.Message}", exception);
        }
        catch (InvalidOperationException exception)
        {
            // The scanner of YamlDotNet 16 lets this escape on some damaged plain scalars.
            throw new RecipeException(
                RecipeError.BadSyntax, PositionOf(file, reader._parser.Current?.End ?? Mark.Empty), "this is not YAML from here on.", exception);
        }
    }

    private YamlNode ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
            return new YamlScalar(new RecipePosition(_file, 1, 1), "", IsPlain: true);

        _parser.Consume<DocumentStart>();
        var root = ReadNode(0);
        _parser.Consume<DocumentEnd>();
        if (!_parser.Accept<StreamEnd>(out var next) && next is null)
            throw Refuse(_parser.Current!, "a second document begins here; a recipe is one document. Remove the line '---'.");
        return root;
    }

    private YamlNode ReadNode(int depth)
    {
        var start = _parser.Current!;
        if (start is AnchorAlias alias)
            throw Refuse(start, $"'*{alias.Value}' is an alias; recipes have none. Write the value itself.");
        if (start is NodeEvent { Anchor.IsEmpty: false } anchored)
            throw Refuse(start, $"'&{anchored.Anchor}' is an anchor; recipes have none. Remove it.");
        if (start is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } tag })
            throw Refuse(start, $"'{tag}' is a tag; recipes have none. Remove it.");
        if (++_nodes > MaxNodes || depth > MaxDepth)
        {
            throw new RecipeException(RecipeError.TooLarge, PositionOf(_file, start.Start),
                $"a recipe has at most {MaxNodes} values, nested at most {MaxDepth} deep.");
        }

        return start switch
        {
            Scalar => ReadScalar(),
            SequenceStart => ReadSequence(depth),
            MappingStart => ReadMapping(depth),
            _ => throw Refuse(start, "a value is expected here."),
        };
    }

    private YamlScalar ReadScalar()
    {
        var scalar = _parser.Consume<Scalar>();
        return new YamlScalar(PositionOf(_file, scalar.Start), scalar.Value, scalar.Style is ScalarStyle.Plain or ScalarStyle.Any);
    }

    private YamlSequence ReadSequence(int depth)
    {
        var start = _parser.Consume<SequenceStart>();
        var items = new List<YamlNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(ReadNode(depth + 1));
        return new YamlSequence(PositionOf(_file, start.Start), items);
    }

    private YamlMapping ReadMapping(int depth)
    {
        var start = _parser.Consume<MappingStart>();
        var entries = new List<(YamlScalar, YamlNode)>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (ReadNode(depth + 1) is not YamlScalar key)
                throw Refuse(start, "a key in this mapping is not a word.");
            entries.Add((key, ReadNode(depth + 1)));
        }

        return new YamlMapping(PositionOf(_file, start.Start), entries);
    }

    private RecipeException Refuse(ParsingEvent where, string problem) =>
        new(RecipeError.UnsupportedSyntax, PositionOf(_file, where.Start), problem);

    private static RecipePosition PositionOf(string file, Mark mark) => new(file, mark.Line, mark.Column);
}
