namespace Patina.Oxidize.Evaluation;

/// <summary>1 / rank of each question, in their order.</summary>
internal sealed class ReciprocalRanks
{
    private const double AmongTen = 0.1;

    private readonly List<double> _values = [];

    public int Count => _values.Count;

    public RetrievalScore Score => new(_values.Average(value => value >= AmongTen ? 1.0 : 0.0), _values.Average());

    public void Add(double rank) => _values.Add(1 / rank);

    /// <summary>The mean by which these are above others of the same questions.</summary>
    public Interval GainOver(ReciprocalRanks others) =>
        Bootstrap.Mean(_values.Zip(others._values, (mine, other) => mine - other).ToArray());
}
