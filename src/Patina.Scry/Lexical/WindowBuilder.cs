using System.Runtime.InteropServices;
using Patina.Safetensors;

namespace Patina.Scry.Lexical;

/// <summary>Gathers the postings of one window of chunks and sorts them by term.</summary>
internal sealed class WindowBuilder
{
    private readonly Dictionary<ulong, int> _ids = [];
    private readonly List<int> _counts = [];
    private readonly List<(int Term, ushort Chunk, byte Impact)> _postings = [];
    private int _chunks;

    public bool IsFull => _chunks == PostingsWindow.Size;

    /// <summary>Adds the next chunk.</summary>
    /// <param name="terms">Its distinct terms.</param>
    public void Add(IReadOnlyList<(ulong Term, byte Impact)> terms)
    {
        foreach (var (term, impact) in terms)
        {
            ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(_ids, term, out var known);
            if (!known)
            {
                id = _counts.Count;
                _counts.Add(0);
            }

            CollectionsMarshal.AsSpan(_counts)[id]++;
            _postings.Add((id, checked((ushort)_chunks), impact));
        }

        _chunks++;
    }

    /// <param name="number">Of the window, from 0.</param>
    public IEnumerable<TensorData> Build(int number)
    {
        var (terms, ids) = SortedTerms();
        var starts = new int[terms.Length + 1];
        var next = new int[terms.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            next[ids[i]] = starts[i];
            starts[i + 1] = starts[i] + _counts[ids[i]];
        }

        var chunks = new ushort[_postings.Count];
        var impacts = new byte[_postings.Count];
        foreach (var (term, chunk, impact) in CollectionsMarshal.AsSpan(_postings))
        {
            var at = next[term]++;
            (chunks[at], impacts[at]) = (chunk, impact);
        }

        yield return TensorData.Bytes(PostingsWindow.TermsName(number), DType.U64, Bytes<ulong>(terms), terms.Length);
        yield return TensorData.Bytes(PostingsWindow.StartsName(number), DType.I32, Bytes<int>(starts), starts.Length);
        yield return TensorData.Bytes(PostingsWindow.NumbersName(number), DType.U16, Bytes<ushort>(chunks), chunks.Length);
        yield return TensorData.Bytes(PostingsWindow.ImpactsName(number), DType.U8, impacts, impacts.Length);
    }

    private (ulong[] Terms, int[] Ids) SortedTerms()
    {
        var terms = new ulong[_ids.Count];
        var ids = new int[_ids.Count];
        foreach (var (term, id) in _ids)
            (terms[id], ids[id]) = (term, id);
        Array.Sort(terms, ids);
        return (terms, ids);
    }

    private static byte[] Bytes<T>(ReadOnlySpan<T> values)
        where T : unmanaged => MemoryMarshal.AsBytes(values).ToArray();
}
