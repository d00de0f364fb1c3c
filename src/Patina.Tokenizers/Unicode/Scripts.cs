using System.Globalization;

namespace Patina.Tokenizers.Unicode;

/// <summary>The scripts that characters belong to. The table is read when it is first needed, by few tokenizers.</summary>
internal static class Scripts
{
    /// <summary>Of a scalar that no script has.</summary>
    public const int None = -1;

    private static readonly Lazy<Table> Known = new(() => Table.Read(ScriptTable.Text));

    /// <summary>A script by its name or its short name; capitals, spaces, '-' and '_' make no difference.</summary>
    /// <returns><see cref="None"/> if there is no such script.</returns>
    public static int Find(string name) => Known.Value.Names.GetValueOrDefault(Plain(name), None);

    /// <summary>The script of a scalar.</summary>
    public static int Of(int scalar)
    {
        var table = Known.Value;
        var place = Array.BinarySearch(table.Firsts, scalar);
        if (place < 0)
            place = ~place - 1;
        return place >= 0 && scalar <= table.Lasts[place] ? table.ScriptOf[place] : None;
    }

    private static string Plain(string name) =>
        string.Concat(name.Where(letter => letter is not (' ' or '-' or '_'))).ToLowerInvariant();

    /// <param name="Names">Both names of each script, plain.</param>
    /// <param name="Firsts">The first scalar of each range, in order.</param>
    private sealed record Table(Dictionary<string, int> Names, int[] Firsts, int[] Lasts, int[] ScriptOf)
    {
        public static Table Read(string text)
        {
            var names = new Dictionary<string, int>(StringComparer.Ordinal);
            var ranges = new List<(int First, int Last, int Script)>();
            var script = None;
            foreach (var word in text.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
            {
                if (!word.EndsWith(':'))
                {
                    var ends = word.Split('-');
                    ranges.Add((Hex(ends[0]), Hex(ends[^1]), script));
                    continue;
                }

                script++;
                foreach (var name in word.TrimEnd(':').Split('/'))
                    names[Plain(name)] = script;
            }

            ranges.Sort();
            return new Table(
                names, [.. ranges.Select(range => range.First)], [.. ranges.Select(range => range.Last)], [.. ranges.Select(range => range.Script)]);
        }

        private static int Hex(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }
}
