using System.Buffers;
using System.Text;

namespace Patina.Memory.Scraping.Git;

/// <summary>Reads the tokens of git's <c>-z</c> output, each ended by NUL, in bounded memory.</summary>
internal sealed class NulTokenReader(Stream stream)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly ArrayBufferWriter<byte> _token = new();
    private int _start;
    private int _end;

    /// <summary>Reads the next token as UTF-8; bytes that are none become U+FFFD.</summary>
    /// <param name="maxBytes">What comes after that many bytes is skipped.</param>
    /// <param name="truncated">Whether something was skipped.</param>
    /// <returns>The token, or null at the end; a last token that no NUL ends is not complete and is dropped.</returns>
    public string? Read(int maxBytes, out bool truncated)
    {
        _token.ResetWrittenCount();
        truncated = false;
        while (_start < _end || Fill())
        {
            var available = _buffer.AsSpan(_start, _end - _start);
            var nul = available.IndexOf((byte)0);
            var part = nul < 0 ? available : available[..nul];
            var kept = Math.Min(part.Length, maxBytes - _token.WrittenCount);
            truncated |= kept < part.Length;
            _token.Write(part[..kept]);
            _start += nul < 0 ? part.Length : nul + 1;
            if (nul >= 0)
                return Decode(truncated);
        }
        return null;
    }

    private bool Fill()
    {
        _start = 0;
        _end = stream.Read(_buffer, 0, _buffer.Length);
        return _end > 0;
    }

    private string Decode(bool truncated)
    {
        var text = Encoding.UTF8.GetString(_token.WrittenSpan);
        return truncated ? text.TrimEnd('\uFFFD') : text; // a cut may go through a character
    }
}
