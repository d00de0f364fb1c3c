using System.Buffers;
using Patina.USearch.Native;

namespace Patina.USearch;

/// <summary>Chooses how to search, so that a result is never short: the graph, the graph with a filter, or every vector in turn.</summary>
/// <param name="keys">What can be found; not changed during a search.</param>
internal sealed class IndexSearch(NativeIndex native, HashSet<ulong> keys, int dimensions)
{
    /// <summary>
    /// Up to so many candidates are compared one by one. Below it a filtered walk through the graph would visit far more nodes
    /// than there are candidates, and may not reach all of them.
    /// </summary>
    private const int ExactLimit = 4096;

    /// <summary>Vectors copied out and compared at a time.</summary>
    private const int BatchRows = 256;

    /// <returns>How many were found: as many as asked for, or all that the filter lets through.</returns>
    public int Approximate(ReadOnlySpan<float> query, Func<ulong, bool>? filter, Span<ulong> found, Span<float> distances)
    {
        if (found.IsEmpty || keys.Count == 0)
            return 0;
        if (filter is null)
        {
            var count = native.Search(query, found, distances);
            // A graph from which vectors were removed may have parts that no path leads to.
            return count == Math.Min(found.Length, keys.Count) ? count : Exact(query, keys, found, distances);
        }

        if (AcceptedUpToLimit(filter) is { } few)
            return Exact(query, few, found, distances);
        var filtered = native.FilteredSearch(query, filter, found, distances);
        return filtered == found.Length ? filtered : Exact(query, keys.Where(filter), found, distances);
    }

    public int Exact(ReadOnlySpan<float> query, Func<ulong, bool>? filter, Span<ulong> found, Span<float> distances) =>
        found.IsEmpty ? 0 : Exact(query, filter is null ? keys : keys.Where(filter), found, distances);

    /// <returns>The accepted keys, or null if they are more than <see cref="ExactLimit"/>.</returns>
    private List<ulong>? AcceptedUpToLimit(Func<ulong, bool> filter)
    {
        var accepted = new List<ulong>();
        foreach (var key in keys)
        {
            if (!filter(key))
                continue;
            if (accepted.Count == ExactLimit)
                return null;
            accepted.Add(key);
        }

        return accepted;
    }

    private int Exact(ReadOnlySpan<float> query, IEnumerable<ulong> candidates, Span<ulong> found, Span<float> distances)
    {
        var rows = ArrayPool<float>.Shared.Rent(BatchRows * dimensions);
        var batch = new List<ulong>(BatchRows);
        try
        {
            var count = 0;
            foreach (var key in candidates)
            {
                native.TryGet(key, rows.AsSpan(batch.Count * dimensions, dimensions));
                batch.Add(key);
                if (batch.Count < BatchRows)
                    continue;
                count = Merge(query, rows.AsSpan(0, BatchRows * dimensions), batch, count, found, distances);
                batch.Clear();
            }

            return Merge(query, rows.AsSpan(0, batch.Count * dimensions), batch, count, found, distances);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rows);
        }
    }

    /// <summary>Merges the nearest rows of a batch into the <paramref name="count"/> matches found so far, nearest first.</summary>
    /// <returns>How many matches there are now.</returns>
    private int Merge(ReadOnlySpan<float> query, ReadOnlySpan<float> rows, List<ulong> batch, int count, Span<ulong> found, Span<float> distances)
    {
        var wanted = Math.Min(batch.Count, found.Length);
        if (wanted == 0)
            return count;
        Span<ulong> nearest = stackalloc ulong[BatchRows];
        Span<float> nearestDistances = stackalloc float[BatchRows];
        native.ExactSearch(rows, query, nearest[..wanted], nearestDistances[..wanted]);

        for (var i = 0; i < wanted; i++)
        {
            var at = count;
            while (at > 0 && distances[at - 1] > nearestDistances[i])
                at--;
            if (at == found.Length)
                break;
            count = Math.Min(count + 1, found.Length);
            found[at..(count - 1)].CopyTo(found[(at + 1)..]);
            distances[at..(count - 1)].CopyTo(distances[(at + 1)..]);
            found[at] = batch[(int)nearest[i]];
            distances[at] = nearestDistances[i];
        }

        return count;
    }
}
