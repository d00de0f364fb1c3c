using Patina.Tokenizers.Pipeline;
using Patina.Tokenizers.Unicode;

namespace Patina.Tokenizers.PreTokenizers;

/// <summary>
/// Splits where the script changes. Han, Hiragana and Katakana count as one; spaces and characters of no script belong to what stands before
/// them, and those at the beginning are dropped.
/// </summary>
internal sealed class UnicodeScriptsPreTokenizer : WordSplitter
{
    private const int LongVowelMark = 0x30FC;

    private readonly int _han = Scripts.Find("Han");
    private readonly int _hiragana = Scripts.Find("Hiragana");
    private readonly int _katakana = Scripts.Find("Katakana");

    protected override void SplitWord(ReadOnlySpan<char> word, int position, SplitList splits)
    {
        var (start, last) = (-1, Scripts.None);
        for (var i = 0; i < word.Length;)
        {
            var script = ScriptOf(Scalars.At(word, i, out var units));
            if (script != Scripts.None && script != last)
            {
                if (start >= 0)
                    splits.Add(position + start, position + i);
                (start, last) = (i, script);
            }

            i += units;
        }

        if (start >= 0)
            splits.Add(position + start, position + word.Length);
    }

    private int ScriptOf(int scalar)
    {
        if (scalar == ' ')
            return Scripts.None;
        var script = Scripts.Of(scalar);
        return scalar == LongVowelMark || script == _hiragana || script == _katakana ? _han : script;
    }
}
