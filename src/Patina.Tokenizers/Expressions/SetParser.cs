using System.Buffers;
using System.Globalization;
using System.Text;

namespace Patina.Tokenizers.Expressions;

/// <summary>Reads what stands for one character in a regular expression: escapes and bracket expressions.</summary>
/// <param name="position">Index of the next unit; moved.</param>
internal ref struct SetParser(string source, ref int position)
{
    private const int MaxDepth = 20;

    private readonly string _source = source;
    private ref int _position = ref position;
    private int _depth;

    /// <summary>Reads a bracket expression behind its opening bracket.</summary>
    public ScalarSet Parse()
    {
        if (++_depth > MaxDepth)
            throw Bad($"brackets are nested more than {MaxDepth} deep");
        var isNegated = TryTake('^');
        var set = ParseItems(isFirst: true);
        while (TryTake("&&"))
            set = ScalarSet.Intersection(set, ParseItems(isFirst: false));
        if (!TryTake(']'))
            throw Bad("a '[' has no ']'");
        _depth--;
        return isNegated ? set.Negate() : set;
    }

    /// <summary>Reads an escape, from its backslash on.</summary>
    /// <param name="scalar">The scalar that it stands for, if it stands for one.</param>
    /// <returns>The set that it stands for; null if it stands for one scalar.</returns>
    public ScalarSet? ParseEscape(out int scalar)
    {
        _position++;
        scalar = 0;
        var escape = Take();
        switch (escape)
        {
            case 'd' or 'D':
                return escape == 'd' ? ScalarSet.Digit : ScalarSet.Digit.Negate();
            case 's' or 'S':
                return escape == 's' ? ScalarSet.Space : ScalarSet.Space.Negate();
            case 'w' or 'W':
                return escape == 'w' ? ScalarSet.Word : ScalarSet.Word.Negate();
            case 'p' or 'P':
                return ParseProperty(escape == 'P');
            default:
                scalar = ParseScalar(escape);
                return null;
        }
    }

    private ScalarSet ParseItems(bool isFirst)
    {
        var sets = new List<ScalarSet>();
        for (; _position < _source.Length && !(Peek() == ']' && !isFirst) && !IsNext("&&"); isFirst = false)
            sets.Add(ParseItem());
        return sets.Count > 0 ? ScalarSet.Union(sets) : throw Bad("brackets with nothing in them");
    }

    private ScalarSet ParseItem()
    {
        if (IsNext("[:"))
            throw Bad("POSIX brackets are not supported");
        if (TryTake('['))
            return Parse();

        var set = ParseSingle(out var first);
        if (set is not null)
            return set;
        if (!IsNext("-") || IsNext("-]"))
            return ScalarSet.OfRange(first, first);
        _position++;
        if (ParseSingle(out var last) is not null)
            throw Bad("a range ends in a class");
        return first <= last ? ScalarSet.OfRange(first, last) : throw Bad("a range ends before it begins");
    }

    private ScalarSet? ParseSingle(out int scalar)
    {
        if (_position >= _source.Length)
            throw Bad("a '[' has no ']'");
        if (Peek() == '\\')
            return ParseEscape(out scalar);
        scalar = TakeScalar();
        return null;
    }

    /// <summary><c>\p{L}</c>, <c>\p{^L}</c>, <c>\pL</c></summary>
    private ScalarSet ParseProperty(bool isNegated)
    {
        string name;
        if (TryTake('{'))
        {
            var end = _source.IndexOf('}', _position);
            if (end < 0)
                throw Bad("a '{' has no '}'");
            name = _source[_position..end];
            _position = end + 1;
        }
        else
        {
            name = Take().ToString();
        }

        if (name.StartsWith('^'))
            (name, isNegated) = (name[1..], !isNegated);
        var equals = name.IndexOf('=');
        var set = (equals < 0 ? CategoryNames.Find(name)
            : name[..equals].ToLowerInvariant() is "script" or "sc" ? CategoryNames.FindScript(name[(equals + 1)..])
            : name[..equals].ToLowerInvariant() is "general_category" or "gc" ? CategoryNames.Find(name[(equals + 1)..])
            : null) ?? throw Bad($"the class '\\p{{{name}}}' is not known");
        return isNegated ? set.Negate() : set;
    }

    private int ParseScalar(char escape)
    {
        const string names = "tnrfvae0";
        const string meanings = "\t\n\r\f\v\a\u001B\0";
        if (names.IndexOf(escape) is var simple and >= 0)
            return meanings[simple];
        if (escape == 'u')
            return ParseHex(4);
        if (escape == 'x' && TryTake('{'))
        {
            var end = _source.IndexOf('}', _position);
            var scalar = end < 0 ? throw Bad("a '{' has no '}'") : ParseHex(end - _position);
            _position++;
            return scalar;
        }

        if (escape == 'x')
            return ParseHex(2);
        return !char.IsAsciiLetterOrDigit(escape) && !char.IsSurrogate(escape)
            ? escape
            : throw Bad($"the escape '\\{escape}' is not supported");
    }

    private int ParseHex(int digits)
    {
        if (_position + digits > _source.Length
            || !int.TryParse(_source.AsSpan(_position, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var scalar)
            || !Rune.IsValid(scalar))
            throw Bad("a number is no Unicode scalar");
        _position += digits;
        return scalar;
    }

    private int TakeScalar()
    {
        if (Rune.DecodeFromUtf16(_source.AsSpan(_position), out var rune, out var units) != OperationStatus.Done)
            throw Bad("half a surrogate pair");
        _position += units;
        return rune.Value;
    }

    private readonly char Peek() => _source[_position];

    private char Take() => _position < _source.Length ? _source[_position++] : throw Bad("it ends too early");

    private readonly bool IsNext(string units) => string.CompareOrdinal(_source, _position, units, 0, units.Length) == 0;

    private bool TryTake(char unit) => TryTake(unit.ToString());

    private bool TryTake(string units)
    {
        var isThere = IsNext(units);
        _position += isThere ? units.Length : 0;
        return isThere;
    }

    private readonly FormatException Bad(string what) => new($"{what} (character {_position} of '{_source}')");
}
