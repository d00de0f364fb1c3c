namespace Patina.Pretrain.Vocabulary;

/// <summary>
/// Learns the pieces of a vocabulary by byte-pair merges: again and again the most frequent pair of neighbours becomes a piece. A
/// word counts as its count to the power of 0.75, so that the commonest do not fill the vocabulary with themselves.
/// </summary>
internal sealed class PieceLearner
{
    private const double CountPower = 0.75;

    /// <summary>Words seen less often are names that will not come again.</summary>
    private const int MinCount = 3;

    private readonly List<(int[] Symbols, double Weight)> _words = [];
    private readonly List<(string Text, bool IsStart)> _symbols = [];
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<(int, int), PairCount> _pairs = [];
    private readonly PriorityQueue<(int, int), (double, int, int)> _queue = new();

    private PieceLearner(IReadOnlyDictionary<string, long> counts)
    {
        for (var value = 0; value < 512; value++)
        {
            _symbols.Add((ByteAlphabet.Letters[value & 0xFF].ToString(), value < 256));
            _known[Spell(_symbols[value])] = value;
        }
        foreach (var (word, count) in counts.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (count >= MinCount && word.Length > 1)
                _words.Add(([.. word.Select((unit, at) => at == 0 ? unit : 256 + unit)], Math.Pow(count, CountPower)));
        }
        for (var index = 0; index < _words.Count; index++)
            CountPairs(index, 1, touched: null);
        foreach (var (pair, count) in _pairs)
            Enqueue(pair, count);
    }

    /// <param name="counts">By word, a character for each byte.</param>
    /// <param name="size">Pieces at most, the bytes and the special ones among them.</param>
    /// <returns>In the order of ids.</returns>
    public static List<string> Learn(IReadOnlyDictionary<string, long> counts, int size, CancellationToken cancellation)
    {
        var pieces = WordCounter.Bytes();
        var learner = new PieceLearner(counts);
        while (pieces.Count < size && learner.TryMerge(out var piece))
        {
            cancellation.ThrowIfCancellationRequested();
            if (piece is not null)
                pieces.Add(piece);
        }
        return pieces;
    }

    /// <param name="piece">Null when other merges have made it before.</param>
    private bool TryMerge(out string? piece)
    {
        piece = null;
        while (_queue.TryDequeue(out var pair, out var priority))
        {
            if (!_pairs.TryGetValue(pair, out var count) || count.Weight <= 1e-6)
                continue;
            if (-priority.Item1 > count.Weight + 1e-6)
            {
                Enqueue(pair, count); // it has become rarer since
                continue;
            }
            var (first, second) = (_symbols[pair.Item1], _symbols[pair.Item2]);
            (string Text, bool IsStart) merged = (first.Text + second.Text, first.IsStart);
            var spelling = Spell(merged);
            if (!_known.TryGetValue(spelling, out var symbol))
            {
                symbol = _symbols.Count;
                _symbols.Add(merged);
                _known[spelling] = symbol;
                piece = spelling;
            }
            Apply(pair, symbol, count);
            return true;
        }
        return false;
    }

    private void Apply((int First, int Second) pair, int symbol, PairCount count)
    {
        var touched = new HashSet<(int, int)>();
        foreach (var index in count.Words.Order())
        {
            var (symbols, weight) = _words[index];
            if (!Contains(symbols, pair))
                continue;
            CountPairs(index, -1, touched);
            _words[index] = (Merge(symbols, pair, symbol), weight);
            CountPairs(index, 1, touched);
        }
        _pairs.Remove(pair);
        foreach (var changed in touched)
        {
            if (changed != pair && _pairs.TryGetValue(changed, out var now) && now.Weight > 1e-6)
                Enqueue(changed, now);
        }
    }

    private void CountPairs(int index, int sign, HashSet<(int, int)>? touched)
    {
        var (symbols, weight) = _words[index];
        for (var i = 0; i + 1 < symbols.Length; i++)
        {
            var pair = (symbols[i], symbols[i + 1]);
            if (!_pairs.TryGetValue(pair, out var count))
                _pairs[pair] = count = new PairCount();
            count.Weight += sign * weight;
            if (sign > 0)
                count.Words.Add(index);
            touched?.Add(pair);
        }
    }

    private void Enqueue((int First, int Second) pair, PairCount count) =>
        _queue.Enqueue(pair, (-count.Weight, pair.First, pair.Second));

    private static bool Contains(int[] symbols, (int First, int Second) pair)
    {
        for (var i = 0; i + 1 < symbols.Length; i++)
        {
            if (symbols[i] == pair.First && symbols[i + 1] == pair.Second)
                return true;
        }
        return false;
    }

    private static int[] Merge(int[] symbols, (int First, int Second) pair, int symbol)
    {
        var merged = new List<int>(symbols.Length);
        for (var i = 0; i < symbols.Length; i++)
        {
            var matches = i + 1 < symbols.Length && symbols[i] == pair.First && symbols[i + 1] == pair.Second;
            merged.Add(matches ? symbol : symbols[i]);
            i += matches ? 1 : 0;
        }
        return [.. merged];
    }

    private static string Spell((string Text, bool IsStart) symbol) =>
        symbol.IsStart ? symbol.Text : TokenizerJson.Continuation + symbol.Text;

    private sealed class PairCount
    {
        public double Weight { get; set; }

        /// <summary>Words that had the pair at some time.</summary>
        public HashSet<int> Words { get; } = [];
    }
}
