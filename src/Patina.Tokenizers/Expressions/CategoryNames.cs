using System.Globalization;
using Patina.Tokenizers.Unicode;

namespace Patina.Tokenizers.Expressions;

/// <summary>What <c>\p{…}</c> can name.</summary>
internal static class CategoryNames
{
    // In the order of UnicodeCategory.
    private static readonly string[] Short =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co",
        "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn",
    ];

    private static readonly Dictionary<string, string> Long = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Letter"] = "L",
        ["Mark"] = "M",
        ["Number"] = "N",
        ["Punctuation"] = "P",
        ["Symbol"] = "S",
        ["Separator"] = "Z",
        ["Other"] = "C",
        ["Uppercase_Letter"] = "Lu",
        ["Lowercase_Letter"] = "Ll",
        ["Titlecase_Letter"] = "Lt",
        ["Modifier_Letter"] = "Lm",
        ["Other_Letter"] = "Lo",
        ["Decimal_Number"] = "Nd",
        ["Digit"] = "Nd",
        ["Punct"] = "P",
    };

    /// <returns>Null if nothing is known by the name.</returns>
    public static ScalarSet? Find(string name)
    {
        name = Long.GetValueOrDefault(name, name);
        if (name.ToUpperInvariant() is "SPACE" or "WHITE_SPACE")
            return ScalarSet.Space;
        if (string.Equals(name, "Any", StringComparison.OrdinalIgnoreCase))
            return ScalarSet.Any;
        if (name.Length > 2)
            return FindScript(name);

        var categories = 0u;
        for (var category = UnicodeCategory.UppercaseLetter; category <= UnicodeCategory.OtherNotAssigned; category++)
            if (Short[(int)category].StartsWith(name, StringComparison.OrdinalIgnoreCase))
                categories |= 1u << (int)category;
        return categories == 0 ? null : ScalarSet.OfCategories(categories);
    }

    /// <summary>A script by its name or its short name.</summary>
    /// <returns>Null if there is no such script.</returns>
    public static ScalarSet? FindScript(string name) => Scripts.Find(name) is var script and not Scripts.None ? ScalarSet.OfScript(script) : null;
}
