namespace Patina.USearch;

/// <summary>What is checked before anything reaches the native code. Misuse is an <see cref="ArgumentException"/>.</summary>
internal static class VectorChecks
{
    public static void Shape(int length, int rows, int dimensions, string name)
    {
        var expected = (long)rows * dimensions;
        if (length != expected)
            throw new ArgumentException($"{rows} vectors of {dimensions} dimensions are {expected} components, not {length}.", name);
    }

    /// <summary>One NaN would make every comparison with its vector meaningless, and the graph with it.</summary>
    public static void Finite(ReadOnlySpan<float> vectors, string name)
    {
        for (var i = 0; i < vectors.Length; i++)
        {
            if (!float.IsFinite(vectors[i]))
                throw new ArgumentException($"Component {i} is {vectors[i]}; vectors are finite.", name);
        }
    }

    public static void Query(ReadOnlySpan<float> query, int dimensions, int keys, int distances)
    {
        Shape(query.Length, 1, dimensions, nameof(query));
        Finite(query, nameof(query));
        if (keys != distances)
            throw new ArgumentException($"There is room for {keys} keys and {distances} distances; give both the same.", nameof(distances));
    }

    /// <returns>The keys as a set: none is reserved, in the index or given twice.</returns>
    public static HashSet<ulong> NewKeys(ReadOnlySpan<ulong> keys, HashSet<ulong> present)
    {
        var added = new HashSet<ulong>(keys.Length);
        foreach (var key in keys)
        {
            if (key == IndexFile.RemovedKey)
                throw new ArgumentException($"Key {key} is reserved.", nameof(keys));
            if (present.Contains(key))
                throw new ArgumentException($"Key {key} is in the index already; remove it first.", nameof(keys));
            if (!added.Add(key))
                throw new ArgumentException($"Key {key} is given twice.", nameof(keys));
        }

        return added;
    }
}
