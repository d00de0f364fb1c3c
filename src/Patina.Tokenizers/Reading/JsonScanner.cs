using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Patina.Tokenizers.Reading;

/// <summary>
/// Goes through a long array or object of strings and numbers. Does less than <see cref="Utf8JsonReader"/>, and therefore
/// takes a fraction of its time in a process that has just started.
/// </summary>
/// <param name="utf8">The whole file.</param>
/// <param name="position">Index of the first byte behind the opening bracket.</param>
internal ref struct JsonScanner(ReadOnlySpan<byte> utf8, int position)
{
    private readonly ReadOnlySpan<byte> _utf8 = utf8;

    /// <summary>Index of the next byte.</summary>
    public int Position { get; private set; } = position;

    /// <summary>The first byte that is no white space; stays in front of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Peek()
    {
        while (Position < _utf8.Length && _utf8[Position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            Position++;
        return Position < _utf8.Length ? _utf8[Position] : throw Bad("the file ends too early");
    }

    /// <summary>Takes a byte if it is the next one that is no white space.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(char ascii)
    {
        if (Peek() != ascii)
            return false;
        Position++;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(char ascii)
    {
        if (!TryTake(ascii))
            throw Bad($"expected '{ascii}'");
    }

    /// <summary>Stands in front of the next item, or of the closing bracket.</summary>
    /// <param name="isFirst">Whether no item has been read yet.</param>
    /// <param name="close">The closing bracket.</param>
    /// <returns>False in front of the closing bracket.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HasItem(bool isFirst, char close)
    {
        if (Peek() == close)
            return false;
        if (!isFirst)
            Take(',');
        return true;
    }

    /// <summary>Reads a string.</summary>
    /// <param name="units">Receives it; has room for as many units as bytes are left to read, or for <see cref="VocabularyReader.MaxTokenLength"/>.</param>
    /// <returns>Its length; -1 if there is not enough room.</returns>
    public int ReadString(Span<char> units)
    {
        Take('"');
        var (start, length) = (Position, 0);
        for (; Position < _utf8.Length; Position++)
        {
            var value = _utf8[Position];
            if (value == '"')
            {
                Position++;
                return length;
            }

            if (value is < 0x20 or (byte)'\\' or >= 0x80)
            {
                Position = start;
                return ReadOtherString(units);
            }

            if (length == units.Length)
                return -1;
            units[length++] = (char)value;
        }

        throw Bad("a string has no end");
    }

    /// <summary>Reads the bytes of a number.</summary>
    /// <returns>Empty if it is something else.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> ReadNumber()
    {
        _ = Peek();
        var start = Position;
        while (Position < _utf8.Length && _utf8[Position] is (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'+' or (byte)'.' or (byte)'e' or (byte)'E')
            Position++;
        return _utf8[start..Position];
    }

    /// <summary>Reads a string that is not plain ASCII.</summary>
    private int ReadOtherString(Span<char> units)
    {
        var length = 0;
        while (Position < _utf8.Length)
        {
            if (_utf8[Position] == '"')
            {
                Position++;
                return HasLoneSurrogate(units[..length]) ? throw Bad("a string has half a surrogate pair") : length;
            }

            if (units.Length - length < 2)
                return -1;
            if (_utf8[Position] == '\\')
            {
                units[length++] = ReadEscape();
                continue;
            }

            if (_utf8[Position] < 0x20)
                throw Bad("a string has a control character");
            if (Rune.DecodeFromUtf8(_utf8[Position..], out var rune, out var bytes) != OperationStatus.Done)
                throw Bad("a string is not UTF-8");
            Position += bytes;
            length += rune.EncodeToUtf16(units[length..]);
        }

        throw Bad("a string has no end");
    }

    private char ReadEscape()
    {
        const int hexDigits = 4;
        var escape = Position + 1 < _utf8.Length ? (char)_utf8[Position + 1] : '\0';
        Position += 2;
        if ("\"\\/bfnrt".IndexOf(escape) is var simple and >= 0)
            return "\"\\/\b\f\n\r\t"[simple];
        if (escape != 'u' || Position + hexDigits > _utf8.Length
            || !Utf8Parser.TryParse(_utf8.Slice(Position, hexDigits), out ushort unit, out var digits, 'x') || digits != hexDigits)
            throw Bad("a string has an unknown escape");
        Position += hexDigits;
        return (char)unit;
    }

    private static bool HasLoneSurrogate(ReadOnlySpan<char> units)
    {
        for (var i = 0; i < units.Length; i++)
        {
            if (!char.IsSurrogate(units[i]))
                continue;
            if (i + 1 == units.Length || !char.IsSurrogatePair(units[i], units[i + 1]))
                return true;
            i++;
        }

        return false;
    }

    private readonly JsonException Bad(string what) => new($"{what} (byte {Position}).");
}
