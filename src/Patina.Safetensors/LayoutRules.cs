namespace Patina.Safetensors;

/// <summary>The rules that tie shapes, offsets and the size of the file: every byte of the data belongs to exactly one tensor.</summary>
internal static class LayoutRules
{
    /// <summary>Checks the entries and brings them into the order of their data.</summary>
    /// <param name="dataLength">Bytes behind the header.</param>
    /// <exception cref="SafetensorsException">A rule is broken.</exception>
    public static OrderedDictionary<string, TensorInfo> Order(List<HeaderEntry> entries, long dataLength, string path)
    {
        // Empty tensors start where the next one does, so the end decides between them.
        entries.Sort((left, right) => (left.Begin, left.End).CompareTo((right.Begin, right.End)));

        var tensors = new OrderedDictionary<string, TensorInfo>(entries.Count, StringComparer.Ordinal);
        var expected = 0UL;
        foreach (var entry in entries)
        {
            CheckOffsets(entry, expected, dataLength, path);
            CheckSize(entry, path);
            expected = entry.End;
            tensors.Add(entry.Name, new TensorInfo(
                entry.Name, entry.DType, Array.ConvertAll(entry.Shape, size => (long)size),
                (long)entry.Begin, (long)(entry.End - entry.Begin)));
        }

        if ((long)expected != dataLength)
        {
            throw SafetensorsException.Damaged(SafetensorsError.TrailingBytes, path,
                $"the tensors end at byte {expected} of the data, the file has {dataLength}");
        }

        return tensors;
    }

    private static void CheckOffsets(HeaderEntry entry, ulong expected, long dataLength, string path)
    {
        var (begin, end) = (entry.Begin, entry.End);
        if (end < begin || end > (ulong)dataLength)
        {
            throw SafetensorsException.Damaged(SafetensorsError.OffsetsOutOfRange, path,
                $"tensor {Describe(entry)} has offsets [{begin},{end}], the file has {dataLength} bytes of data");
        }

        if (begin == expected)
            return;

        var (reason, what) = begin < expected
            ? (SafetensorsError.Overlap, "shares bytes with the one before")
            : (SafetensorsError.Hole, "leaves unused bytes before it");
        throw SafetensorsException.Damaged(reason, path,
            $"tensor {Describe(entry)} {what}: it begins at {begin}, expected {expected}");
    }

    private static void CheckSize(HeaderEntry entry, string path)
    {
        var bits = BitCount(entry, path);
        if (bits % 8 != 0)
        {
            throw SafetensorsException.Damaged(SafetensorsError.Misaligned, path,
                $"tensor {Describe(entry)} has {bits} bits, which is not a whole number of bytes");
        }

        if (bits / 8 != entry.End - entry.Begin)
        {
            throw SafetensorsException.Damaged(SafetensorsError.SizeMismatch, path,
                $"tensor {Describe(entry)} needs {bits / 8} bytes, its offsets cover {entry.End - entry.Begin}");
        }
    }

    private static ulong BitCount(HeaderEntry entry, string path)
    {
        try
        {
            var elements = entry.Shape.Aggregate(1L, (count, size) => checked(count * (long)size));
            return checked((ulong)elements * (ulong)entry.DType.BitSize());
        }
        catch (OverflowException error)
        {
            throw SafetensorsException.Damaged(
                SafetensorsError.ShapeOverflow, path, $"the size of tensor {Describe(entry)} does not fit in 64 bits", error);
        }
    }

    private static string Describe(HeaderEntry entry) =>
        $"{SafetensorsException.Quote(entry.Name)} [{string.Join(',', entry.Shape.Take(16))}] {entry.DType}";
}
