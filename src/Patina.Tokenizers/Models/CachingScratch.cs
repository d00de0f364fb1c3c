namespace Patina.Tokenizers.Models;

/// <summary>What a <see cref="CachingModel"/> keeps between words.</summary>
internal abstract class CachingScratch : ModelScratch
{
    public WordCache Cache { get; } = new();
}
