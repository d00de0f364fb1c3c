using Patina.Memory.Chunks;

namespace Patina.Scry.Ranking;

/// <summary>A chunk that some signal found, and what each added to its score.</summary>
internal sealed class Candidate(ChunkKey key)
{
    private readonly List<Evidence> _evidence = [];

    public ChunkKey Key { get; } = key;

    /// <summary>Sum of the contributions.</summary>
    public double Score { get; private set; }

    public IReadOnlyList<Evidence> Evidence => _evidence;

    public void Add(Evidence evidence)
    {
        _evidence.Add(evidence);
        Score += evidence.Contribution;
    }
}
