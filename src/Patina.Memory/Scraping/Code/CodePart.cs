namespace Patina.Memory.Scraping.Code;

/// <summary>The piece of a text that becomes one chunk.</summary>
/// <param name="StartLine">Counted from 1.</param>
/// <param name="EndLine">Inclusive.</param>
/// <param name="Offset">Where the piece begins in the text that is split.</param>
internal readonly record struct CodePart(int StartLine, int EndLine, int Offset, int Length);
