namespace Patina.Pretrain.Training;

/// <summary>Pairs of a step: question i belongs to the document of head i and body i.</summary>
internal sealed class PairBatch
{
    public TokenBag Queries { get; } = new();

    public TokenBag Heads { get; } = new();

    public TokenBag Bodies { get; } = new();

    public int Count => Queries.Count;

    public void Clear()
    {
        Queries.Clear();
        Heads.Clear();
        Bodies.Clear();
    }
}
