namespace Patina.Pretrain.Vocabulary;

/// <summary>The printable character that stands for each byte in byte-level vocabularies, as GPT-2 chose them.</summary>
internal static class ByteAlphabet
{
    public static readonly char[] Letters = Build();

    private static char[] Build()
    {
        var letters = new char[256];
        var next = 256;
        for (var value = 0; value < letters.Length; value++)
        {
            var isPrintable = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
            letters[value] = isPrintable ? (char)value : (char)next++;
        }
        return letters;
    }
}
