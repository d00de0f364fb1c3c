using System.Globalization;
using System.Text;

namespace Patina.Tests.Tokenizers;

/// <summary>Texts to compare tokenizers on: source code, all scripts, and what breaks tokenizers. The same in each run.</summary>
internal static class PeerTexts
{
    private static readonly (int First, int Last)[] Blocks =
    [
        (0x20, 0x7E), (0xA0, 0x24F), (0x250, 0x36F), (0x370, 0x52F), (0x590, 0x6FF), (0x900, 0xDFF), (0xE00, 0xEFF), (0x1100, 0x11FF),
        (0x1E00, 0x1FFF), (0x2000, 0x2BFF), (0x2E80, 0x33FF), (0x3400, 0x9FFF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFB00, 0xFDFF),
        (0xFE00, 0xFFEF), (0x10000, 0x10FFF), (0x1D400, 0x1D7FF), (0x1F000, 0x1FAFF), (0x20000, 0x2A6DF), (0x00, 0x1F), (0x7F, 0x9F),
        (0xE0000, 0xE01EF),
    ];

    private static readonly string[] Extensions =
        [".cs", ".rs", ".py", ".go", ".js", ".mjs", ".ts", ".java", ".c", ".h", ".cpp", ".rb", ".hs", ".php", ".sh", ".md", ".json", ".toml", ".yaml"];

    /// <param name="folders">Where source code is read from.</param>
    public static List<string> Create(IEnumerable<string> folders, int generated)
    {
        var texts = new List<string>
        {
            "", " ", "\r\n\r\n", "   \n\n  x", "I'll we've DON'T it's 'S", "👨‍👩‍👧‍👦 👍🏽 🇩🇪🇫🇷", "e\u0301 é \u0301", "½ ⅷ ²", "\uD83D lone \uDE00",
            new('a', 5000), new(' ', 5000), new string(' ', 5000) + "x", new('漢', 5000), new StringBuilder().Insert(0, "ab", 2500).ToString(),
            "<s> </s> <unk> [CLS] <mask> <pad>",
        };
        foreach (var folder in folders)
            texts.AddRange(Sources(folder));
        var random = new Random(5);
        texts.AddRange(Enumerable.Range(0, generated).Select(_ => Mixed(random)));
        return texts;
    }

    private static IEnumerable<string> Sources(string folder) => Directory
        .EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
        .Where(path => Extensions.Contains(Path.GetExtension(path)) && !path.Contains("/.") && !path.Contains("node_modules") && !path.Contains("artifacts"))
        .Order(StringComparer.Ordinal)
        .GroupBy(Path.GetExtension)
        .SelectMany(language => language.Take(60))
        .SelectMany(path => File.ReadLines(path).Chunk(4).Take(60).Select(lines => string.Join('\n', lines)));

    private static string Mixed(Random random)
    {
        var text = new StringBuilder();
        var block = Blocks[random.Next(Blocks.Length)];
        for (var length = random.Next(1, 25); length > 0; length--)
        {
            if (random.Next(4) == 0)
                block = Blocks[random.Next(Blocks.Length)];
            if (random.Next(6) == 0)
                text.Append(" \t\n'0a"[random.Next(6)]);
            var scalar = random.Next(block.First, block.Last + 1);
            if (CharUnicodeInfo.GetUnicodeCategory(scalar) != UnicodeCategory.OtherNotAssigned)
                text.Append(char.ConvertFromUtf32(scalar));
        }

        return text.ToString();
    }
}
