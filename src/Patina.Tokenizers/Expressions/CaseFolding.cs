using System.Text;

namespace Patina.Tokenizers.Expressions;

/// <summary>Which scalars differ in case alone, by Unicode's simple case folding.</summary>
internal static class CaseFolding
{
    /// <summary>Scalars that fold to the same one as another, though neither is the upper or lower case of it alone.</summary>
    private static readonly (int One, int Other)[] Extra =
    [
        ('s', 0x17F), ('k', 0x212A), (0xE5, 0x212B), (0x3C9, 0x2126), (0x3C3, 0x3C2), (0x3B8, 0x3D1), (0x3B8, 0x3F4),
        (0x3B2, 0x3D0), (0x3B5, 0x3F5), (0x3BA, 0x3F0), (0x3BC, 0xB5), (0x3C0, 0x3D6), (0x3C1, 0x3F1), (0x3C6, 0x3D5),
        (0x3B9, 0x345), (0x3B9, 0x1FBE), (0x1E61, 0x1E9B), (0xDF, 0x1E9E),
    ];

    /// <summary>The scalars that differ from one in case alone, itself left out.</summary>
    public static IEnumerable<int> Variants(int scalar)
    {
        if (!Rune.IsValid(scalar))
            yield break;
        var (lower, upper) = (Rune.ToLowerInvariant(new Rune(scalar)).Value, Rune.ToUpperInvariant(new Rune(scalar)).Value);
        if (lower != scalar)
            yield return lower;
        if (upper != scalar)
            yield return upper;
        foreach (var (one, other) in Extra)
        {
            if (scalar == other)
            {
                yield return one;
                yield return Rune.ToUpperInvariant(new Rune(one)).Value;
            }
            else if (lower == one)
            {
                yield return other;
            }
        }
    }
}
