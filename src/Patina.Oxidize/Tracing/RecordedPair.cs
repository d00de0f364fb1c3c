namespace Patina.Oxidize.Tracing;

/// <summary>A training pair as it is kept for tracing.</summary>
/// <param name="Answer">Key of the chunk or file that answered.</param>
/// <param name="Anchor">Row of the asking vector.</param>
/// <param name="Positive">Row of the answering vector.</param>
internal sealed record RecordedPair(string Source, string Question, string Origin, long Answer, int Anchor, int Positive, float Weight);
