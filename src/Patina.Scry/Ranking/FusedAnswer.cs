namespace Patina.Scry.Ranking;

/// <summary>Ranked places, and what they were ranked by.</summary>
internal sealed record FusedAnswer(IReadOnlyList<Signal> Signals, IReadOnlyList<RankedPlace> Places, TermParts Parts);
