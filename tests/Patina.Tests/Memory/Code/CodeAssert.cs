using Patina.Memory.Chunks;
using Patina.Memory.Scraping.Code;

namespace Patina.Tests.Memory.Code;

internal static class CodeAssert
{
    /// <summary>
    /// Every line that is not blank lies in the span of a chunk, and unless it holds nothing but punctuation its words
    /// stand in the text of one; spans lie inside the file; keys differ.
    /// </summary>
    public static void CoversEveryLine(string text, IReadOnlyList<Chunk> chunks)
    {
        var source = new SourceText(text);
        Assert.All(chunks, chunk => Assert.InRange(chunk.StartLine, 1, chunk.EndLine));
        Assert.All(chunks, chunk => Assert.InRange(chunk.EndLine, 1, source.LineCount));
        Assert.All(chunks, chunk => Assert.False(string.IsNullOrWhiteSpace(chunk.Text)));
        Assert.Equal(chunks.Count, chunks.Select(chunk => chunk.Key).Distinct().Count());
        for (var index = 0; index < source.LineCount; index++)
        {
            var line = source.Line(index).Trim().ToString();
            if (line.Length == 0)
                continue;
            var around = chunks.Where(chunk => chunk.StartLine <= index + 1 && index + 1 <= chunk.EndLine).ToList();
            Assert.True(around.Count > 0, $"line {index + 1} is in no chunk: {line}");
            Assert.True(
                !line.Any(char.IsLetterOrDigit) || around.Exists(chunk => chunk.Text.Contains(line, StringComparison.Ordinal)),
                $"line {index + 1} is in the text of no chunk: {line}");
        }
    }
}
