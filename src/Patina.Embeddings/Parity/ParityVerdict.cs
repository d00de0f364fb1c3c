namespace Patina.Embeddings.Parity;

/// <summary>What a comparison found that allows two runtimes to share a model, or forbids it.</summary>
/// <param name="Pair">First the runtime of questions, second that of everything else.</param>
/// <param name="Fingerprint">Of the second engine, whose vectors are stored.</param>
/// <param name="Hardware">Of the second engine.</param>
internal sealed record ParityVerdict(ParityPair Pair, string Fingerprint, string Hardware);
