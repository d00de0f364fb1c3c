using System.Globalization;

namespace Patina.Embeddings;

/// <summary>Amounts of memory as people write them: <c>8GB</c>, <c>512 MB</c>, <c>1.5GiB</c>.</summary>
public static class ByteSize
{
    /// <summary>What is accepted, for messages.</summary>
    public const string Form = "a size such as 512MB, 8GB or 1.5GiB";

    private static readonly (string Unit, double Bytes)[] Units =
    [
        ("MiB", 1 << 20), ("GiB", 1 << 30), ("TiB", 1L << 40), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12),
    ];

    /// <summary>Null for a text that is no size, or one over a million terabytes.</summary>
    public static long? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var (unit, bytes) in Units.Where(entry => text.EndsWith(entry.Unit, StringComparison.Ordinal)))
        {
            return double.TryParse(text.AsSpan(0, text.Length - unit.Length).TrimEnd(' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number * bytes <= 1e18 ? (long)(number * bytes) : null;
        }

        return null;
    }

    /// <summary>In the largest decimal unit that leaves at most three decimals, which <see cref="Parse"/> reads again.</summary>
    public static string WordOf(long bytes) => bytes >= 1_000_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.###}GB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.###}MB");
}
