using Patina.Memory.Chunks;
using Patina.Scry.Lexical;

namespace Patina.Scry.Ranking;

/// <summary>The chunks that some list found, each once.</summary>
internal sealed class CandidateList(LexicalIndex index, Admission admission)
{
    private readonly Dictionary<int, int> _rows = [];
    private readonly List<int> _chunks = [];
    private readonly List<ChunkKey> _keys = [];

    /// <summary>Their numbers in the index.</summary>
    public IReadOnlyList<int> Chunks => _chunks;

    public IReadOnlyList<ChunkKey> Keys => _keys;

    /// <summary>Adds a chunk; one that the index does not have, or that must not answer, is passed over.</summary>
    public void Add(ChunkKey key)
    {
        if (index.Find(key) is >= 0 and var chunk && admission.Admits(chunk))
            Add(chunk);
    }

    /// <param name="chunk">One that may answer.</param>
    public void Add(int chunk)
    {
        if (!_rows.TryAdd(chunk, _chunks.Count))
            return;
        _chunks.Add(chunk);
        _keys.Add(index.KeyOf(chunk));
    }

    public bool IsAdmitted(ChunkKey key) => index.Find(key) is >= 0 and var chunk && admission.Admits(chunk);

    /// <returns>−1 for a chunk that is no candidate.</returns>
    public int RowOf(ChunkKey key) => index.Find(key) is >= 0 and var chunk && _rows.TryGetValue(chunk, out var row) ? row : -1;

    public double[] Map(Func<int, double> of)
    {
        var values = new double[_chunks.Count];
        for (var row = 0; row < values.Length; row++)
            values[row] = of(_chunks[row]);
        return values;
    }
}
