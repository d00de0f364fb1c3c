namespace Patina.Tokenizers.Models;

/// <summary>What a model keeps between words of one thread.</summary>
internal abstract class ModelScratch
{
    /// <summary>Bytes held on to, not counting a cache of fixed size.</summary>
    public abstract long Capacity { get; }
}
