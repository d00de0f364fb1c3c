namespace Patina.Tokenizers.Models;

/// <summary>The tokens <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c>, which spell what no other token does. Immutable.</summary>
internal sealed class ByteTokens
{
    /// <summary>Bytes that a UTF-16 unit becomes, at most.</summary>
    public const int MostPerUnit = 3;

    private const int Missing = -1;
    private const int LongestScalar = 4;

    private readonly int[] _ids = new int[256];

    public ByteTokens(Vocabulary vocabulary)
    {
        for (var value = 0; value < _ids.Length; value++)
            _ids[value] = vocabulary.IdOf($"<0x{value:X2}>") ?? Missing;
    }

    /// <summary>Gives the tokens of the UTF-8 bytes of a text.</summary>
    /// <param name="tokens">Has room for <see cref="MostPerUnit"/> tokens for each unit.</param>
    /// <returns>Number of tokens; 0 if the vocabulary lacks one of them.</returns>
    public int Spell(ReadOnlySpan<char> text, Span<int> tokens)
    {
        Span<byte> bytes = stackalloc byte[LongestScalar];
        var count = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            foreach (var value in bytes[..rune.EncodeToUtf8(bytes)])
            {
                if (_ids[value] == Missing)
                    return 0;
                tokens[count++] = _ids[value];
            }
        }

        return count;
    }
}
