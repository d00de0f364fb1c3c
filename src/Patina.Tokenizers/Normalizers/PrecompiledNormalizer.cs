using System.Globalization;
using System.Text;
using Patina.Tokenizers.Pipeline;
using Patina.Tokenizers.Unicode;

namespace Patina.Tokenizers.Normalizers;

/// <summary>Replaces characters, and short clusters of them, as a SentencePiece model says.</summary>
/// <remarks>
/// Follows the Rust library, ranges included: what is dropped belongs to the character before; if there is none, the ranges of
/// all that follows are off by it.
/// </remarks>
internal sealed class PrecompiledNormalizer(CharacterMap map) : Normalizer
{
    /// <summary>Clusters of this many bytes and more are looked up character by character.</summary>
    private const int LongCluster = 6;

    private const int LongestUnitBytes = 3;

    public override void Normalize(TextBuffer text)
    {
        var writer = new Writer(new TextTransform(text));
        ReadOnlySpan<char> units = text.Text;
        for (var i = 0; i < units.Length;)
        {
            var length = ClusterLength(units[i..]);
            if (!TryReplace(units.Slice(i, length), ref writer))
                ReplaceEach(units.Slice(i, length), ref writer);
            i += length;
        }

        writer.End();
    }

    /// <summary>Units of the grapheme cluster at the beginning.</summary>
    private static int ClusterLength(ReadOnlySpan<char> text)
    {
        // Of ASCII, only CR and LF make a cluster, and only what is beyond ASCII joins.
        if (text.Length == 1 || (text[0] < 0x80 && text[1] < 0x80 && text[0] != '\r'))
            return 1;
        return StringInfo.GetNextTextElementLength(text);
    }

    private void ReplaceEach(ReadOnlySpan<char> cluster, ref Writer writer)
    {
        for (var i = 0; i < cluster.Length;)
        {
            var scalar = Scalars.At(cluster, i, out var units);
            if (!TryReplace(cluster.Slice(i, units), ref writer))
                writer.Add(scalar, 0);
            i += units;
        }
    }

    private bool TryReplace(ReadOnlySpan<char> part, ref Writer writer)
    {
        Span<byte> utf8 = stackalloc byte[LongCluster * LongestUnitBytes];
        if (part.Length >= LongCluster)
            return false;
        var bytes = System.Text.Encoding.UTF8.GetBytes(part, utf8);
        if (bytes >= LongCluster || !map.TryFind(utf8[..bytes], out var replacement))
            return false;

        var characters = 0;
        foreach (var _ in part.EnumerateRunes())
            characters++;
        writer.Replace(characters, replacement);
        return true;
    }

    /// <summary>Holds the last character back: what is dropped behind it changes what it stands for.</summary>
    private ref struct Writer(TextTransform transform)
    {
        private TextTransform _transform = transform;
        private (int Scalar, int Change)? _last;

        public void Add(int scalar, int change)
        {
            if (_last is { } last)
                _transform.Add(last.Scalar, last.Change);
            _last = (scalar, change);
        }

        /// <param name="characters">Scalars that are replaced.</param>
        /// <param name="replacement">UTF-8.</param>
        public void Replace(int characters, scoped ReadOnlySpan<byte> replacement)
        {
            var added = 0;
            for (; replacement.Length > 0; added++)
            {
                _ = Rune.DecodeFromUtf8(replacement, out var rune, out var bytes);
                Add(rune.Value, added < characters ? 0 : 1);
                replacement = replacement[bytes..];
            }

            if (added < characters && _last is { } last)
                _last = (last.Scalar, last.Change - (characters - added));
        }

        public void End()
        {
            if (_last is { } last)
                _transform.Add(last.Scalar, last.Change);
            _transform.End();
        }
    }
}
