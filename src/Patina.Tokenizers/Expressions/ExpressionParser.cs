using System.Globalization;
using System.Text;

namespace Patina.Tokenizers.Expressions;

/// <summary>
/// Reads a regular expression as Oniguruma writes it, which tokenizer files use: Unicode classes, look-around, atomic groups,
/// possessive repetition, inline <c>(?i)</c>. What a tokenizer has no use for, such as back references, is refused.
/// </summary>
internal ref struct ExpressionParser
{
    private const int MaxDepth = 100;
    private const int MaxCount = 1000;

    private readonly string _source;
    private int _position;
    private int _depth;
    private bool _ignoresCase;
    private bool _dotMatchesAll;
    private bool _isExtended;

    private ExpressionParser(string source) => _source = source;

    /// <exception cref="FormatException">The message says what is wrong, and where.</exception>
    public static Expression Parse(string source)
    {
        var parser = new ExpressionParser(source);
        var expression = parser.ParseChoice();
        return parser._position == source.Length ? expression : throw parser.Bad("a ')' has no '('");
    }

    private Expression ParseChoice()
    {
        if (++_depth > MaxDepth)
            throw Bad($"groups are nested more than {MaxDepth} deep");
        var (ignoresCase, dotMatchesAll, isExtended) = (_ignoresCase, _dotMatchesAll, _isExtended);
        var parts = new List<Expression> { ParseSequence() };
        while (TryTake('|'))
            parts.Add(ParseSequence());
        (_ignoresCase, _dotMatchesAll, _isExtended) = (ignoresCase, dotMatchesAll, isExtended);
        _depth--;
        return parts.Count == 1 ? parts[0] : new Expression.Choice(parts);
    }

    private Expression ParseSequence()
    {
        var parts = new List<Expression>();
        while (SkipIgnored() && Peek() is not ('|' or ')'))
        {
            if (ParseAtom() is { } atom)
                parts.Add(ParseRepetition(atom));
        }

        return parts.Count switch { 0 => new Expression.Empty(), 1 => parts[0], _ => new Expression.Sequence(parts) };
    }

    /// <returns>Null for what changes options only.</returns>
    private Expression? ParseAtom()
    {
        switch (Peek())
        {
            case '(':
                _position++;
                return ParseGroup();
            case '[':
                _position++;
                return new Expression.Character(WithCase(new SetParser(_source, ref _position).Parse()));
            case '\\':
                return ParseEscape();
            case '.':
                _position++;
                return new Expression.Character(_dotMatchesAll ? ScalarSet.Any : ScalarSet.NotLineFeed);
            case '^':
                _position++;
                return new Expression.Place(PlaceKind.LineStart);
            case '$':
                _position++;
                return new Expression.Place(PlaceKind.LineEnd);
            case '*' or '+' or '?':
                throw Bad("there is nothing to repeat");
            default:
                return Literal(TakeScalar());
        }
    }

    private Expression? ParseGroup()
    {
        if (!TryTake('?'))
            return Close(ParseChoice());
        if (TryTake(':'))
            return Close(ParseChoice());
        if (TryTake('>'))
            return new Expression.Atomic(Close(ParseChoice()));
        if (TryTake('='))
            return new Expression.Look(Close(ParseChoice()), IsBehind: false, IsNegated: false);
        if (TryTake('!'))
            return new Expression.Look(Close(ParseChoice()), IsBehind: false, IsNegated: true);
        if (TryTake("<="))
            return new Expression.Look(Close(ParseChoice()), IsBehind: true, IsNegated: false);
        if (TryTake("<!"))
            return new Expression.Look(Close(ParseChoice()), IsBehind: true, IsNegated: true);
        if (TryTake('#'))
        {
            _position = _source.IndexOf(')', _position) is var end and >= 0 ? end + 1 : throw Bad("a comment has no end");
            return null;
        }

        if (TryTake('<') || TryTake("P<"))
        {
            _position = _source.IndexOf('>', _position) is var end and >= 0 ? end + 1 : throw Bad("the name of a group has no end");
            return Close(ParseChoice());
        }

        return ParseOptions();
    }

    /// <summary><c>(?i)</c> or <c>(?i:…)</c>.</summary>
    private Expression? ParseOptions()
    {
        var before = (_ignoresCase, _dotMatchesAll, _isExtended);
        for (var value = true; ;)
        {
            switch (Take())
            {
                case '-':
                    value = false;
                    break;
                case 'i':
                    _ignoresCase = value;
                    break;
                case 'm' or 's':
                    // Ruby's m is what others call s.
                    _dotMatchesAll = value;
                    break;
                case 'x':
                    _isExtended = value;
                    break;
                case ')':
                    return null;
                case ':':
                    var body = Close(ParseChoice());
                    (_ignoresCase, _dotMatchesAll, _isExtended) = before;
                    return body;
                case var other:
                    throw Bad($"the group '(?{other}' is not supported");
            }
        }
    }

    private Expression ParseRepetition(Expression body)
    {
        while (SkipIgnored() && TryParseCounts(out var least, out var most, out var isBraces))
        {
            var kind = TryTake('?') ? RepetitionKind.Lazy : !isBraces && TryTake('+') ? RepetitionKind.Possessive : RepetitionKind.Greedy;
            if (body is Expression.Look or Expression.Place)
                throw Bad("what matches no character cannot be repeated");
            body = new Expression.Repetition(body, least, most, kind);
        }

        return body;
    }

    private bool TryParseCounts(out int least, out int most, out bool isBraces)
    {
        (least, most, isBraces) = (0, Expression.Repetition.Unlimited, false);
        if (TryTake('*'))
            return true;
        if (TryTake('+'))
        {
            least = 1;
            return true;
        }

        if (TryTake('?'))
        {
            most = 1;
            return true;
        }

        return isBraces = TryParseBraces(ref least, ref most);
    }

    /// <summary><c>{2}</c>, <c>{2,}</c>, <c>{,2}</c>, <c>{1,2}</c>; anything else is text.</summary>
    private bool TryParseBraces(ref int least, ref int most)
    {
        if (_position >= _source.Length || Peek() != '{' || _source.IndexOf('}', _position) is not (var end and >= 0))
            return false;
        var parts = _source[(_position + 1)..end].Split(',');
        if (parts.Length > 2 || parts.All(string.IsNullOrEmpty) || !parts.All(part => part.All(char.IsAsciiDigit)))
            return false;
        least = Count(parts[0], 0);
        most = parts.Length == 1 ? least : Count(parts[1], Expression.Repetition.Unlimited);
        if (most < least)
            throw Bad("the least number of repetitions exceeds the greatest");
        _position = end + 1;
        return true;
    }

    private readonly int Count(string digits, int otherwise)
    {
        if (digits.Length == 0)
            return otherwise;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= MaxCount
            ? count
            : throw Bad($"more than {MaxCount} repetitions are asked for");
    }

    private Expression ParseEscape()
    {
        var places = new Dictionary<char, PlaceKind>
        {
            ['A'] = PlaceKind.TextStart,
            ['z'] = PlaceKind.TextEnd,
            ['Z'] = PlaceKind.LastLineEnd,
            ['b'] = PlaceKind.WordBoundary,
            ['B'] = PlaceKind.NoWordBoundary,
        };
        if (_position + 1 < _source.Length && places.TryGetValue(_source[_position + 1], out var place))
        {
            _position += 2;
            return new Expression.Place(place);
        }

        var set = new SetParser(_source, ref _position).ParseEscape(out var scalar);
        return set is null ? Literal(scalar) : new Expression.Character(WithCase(set));
    }

    private readonly Expression Literal(int scalar) => new Expression.Character(WithCase(ScalarSet.OfRange(scalar, scalar)));

    private readonly ScalarSet WithCase(ScalarSet set) => _ignoresCase ? set.IgnoreCase() : set;

    /// <summary>Skips white space and comments where they do not count.</summary>
    /// <returns>False at the end.</returns>
    private bool SkipIgnored()
    {
        while (_isExtended && _position < _source.Length && (char.IsWhiteSpace(Peek()) || Peek() == '#'))
        {
            if (Take() == '#')
                _position = _source.IndexOf('\n', _position) is var end and >= 0 ? end : _source.Length;
        }

        return _position < _source.Length;
    }

    private Expression Close(Expression body) => TryTake(')') ? body : throw Bad("a '(' has no ')'");

    private readonly char Peek() => _source[_position];

    private char Take() => _position < _source.Length ? _source[_position++] : throw Bad("it ends too early");

    private int TakeScalar()
    {
        if (Rune.DecodeFromUtf16(_source.AsSpan(_position), out var rune, out var units) != System.Buffers.OperationStatus.Done)
            throw Bad("half a surrogate pair");
        _position += units;
        return rune.Value;
    }

    private bool TryTake(char unit)
    {
        var isThere = _position < _source.Length && _source[_position] == unit;
        _position += isThere ? 1 : 0;
        return isThere;
    }

    private bool TryTake(string units)
    {
        var isThere = string.CompareOrdinal(_source, _position, units, 0, units.Length) == 0;
        _position += isThere ? units.Length : 0;
        return isThere;
    }

    private readonly FormatException Bad(string what) => new($"{what} (character {_position} of '{_source}')");
}
