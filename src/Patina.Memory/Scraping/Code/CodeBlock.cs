namespace Patina.Memory.Scraping.Code;

/// <summary>The text of a definition or of file-level code, and how it falls into chunks.</summary>
/// <param name="StartLine">Counted from 1.</param>
/// <param name="EndLine">Inclusive.</param>
/// <param name="Parts">Never empty; one that spans the whole text where it is not split.</param>
internal sealed record CodeBlock(int StartLine, int EndLine, string Text, IReadOnlyList<CodePart> Parts);
