namespace Patina.Models;

/// <summary>A batch of token sequences, all [batch × length], in the form that a backend computes with.</summary>
/// <param name="Ids">Ids of the vocabulary; any valid id under the padding.</param>
/// <param name="Mask">1 for a token, 0 for padding on either side.</param>
/// <param name="Types">Segment of each token; null when all are 0 or the model has no segments.</param>
public readonly record struct TokenInputs<T>(T Ids, T Mask, T? Types)
    where T : class;
