using System.Globalization;
using System.Text;
using Patina.Memory.Scraping.Git;

namespace Patina.Sharing.Git;

/// <summary>Reads many small blobs through one git process. A blob that is too large is passed over without being kept.</summary>
internal static class GitBlobs
{
    private const int RequestsAtOnce = 32;
    private const int MaxHeader = 200;

    /// <returns>The bytes of each blob, in order; null for one of more than <paramref name="maxBytes"/>, or that is not there.</returns>
    public static List<byte[]?> Read(GitProgram git, IReadOnlyList<string> blobs, int maxBytes, CancellationToken cancellation)
    {
        var contents = new List<byte[]?>(blobs.Count);
        if (blobs.Count == 0)
            return contents;
        using var process = git.Start(withInput: true, cancellation, "cat-file", "--batch");
        foreach (var request in blobs.Chunk(RequestsAtOnce))
        {
            process.WriteLines(request);
            for (var i = 0; i < request.Length; i++)
                contents.Add(ReadOne(process.Output, maxBytes));
        }

        process.FinishOrThrow("read the files of the repository");
        return contents;
    }

    private static byte[]? ReadOne(Stream output, int maxBytes)
    {
        var fields = ReadHeader(output).Split(' ');
        if (fields is not [_, _, var sizeText] || !long.TryParse(sizeText, NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            return null;
        byte[]? content = size <= maxBytes ? new byte[size] : null;
        if (content is not null)
            output.ReadExactly(content);
        else
            Skip(output, size);
        output.ReadByte();
        return content;
    }

    private static string ReadHeader(Stream output)
    {
        var header = new StringBuilder();
        for (int letter; (letter = output.ReadByte()) != '\n';)
        {
            if (letter < 0 || header.Length >= MaxHeader)
                throw new SharingException(SharingError.NoRepository, "git stopped in the middle of the repository's files. Run: git fsck");
            header.Append((char)letter);
        }

        return header.ToString();
    }

    private static void Skip(Stream output, long bytes)
    {
        var buffer = new byte[64 * 1024];
        while (bytes > 0)
        {
            var read = output.Read(buffer, 0, (int)Math.Min(bytes, buffer.Length));
            if (read == 0)
                return;
            bytes -= read;
        }
    }
}
