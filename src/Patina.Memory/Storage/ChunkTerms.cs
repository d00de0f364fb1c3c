using System.Security.Cryptography;
using System.Text;
using Patina.Memory.Chunks;
using Patina.Memory.Lexical;

namespace Patina.Memory.Storage;

/// <summary>What is indexed of a chunk.</summary>
/// <param name="Hash">SHA-256 of head, a NUL and text.</param>
/// <param name="Path">Terms of each column of <c>chunk_fts</c>, separated by spaces.</param>
internal sealed record ChunkTerms(byte[] Hash, string Path, string Symbol, string Head, string Body)
{
    public static ChunkTerms Of(Chunk chunk)
    {
        var buffer = new StringBuilder();
        var path = chunk.Kind == ChunkKind.Commit ? "" : Terms(chunk.Path, buffer); // a commit's path is its hash
        return new ChunkTerms(
            HashOf(chunk), path, Terms(chunk.Symbol, buffer), Terms(chunk.Head, buffer), Terms(chunk.Text, buffer));
    }

    private static byte[] HashOf(Chunk chunk) => SHA256.HashData(Encoding.UTF8.GetBytes($"{chunk.Head}\0{chunk.Text}"));

    private static string Terms(string? text, StringBuilder buffer)
    {
        buffer.Clear();
        LexicalAnalyzer.AppendTerms(text, buffer);
        return buffer.ToString();
    }
}
