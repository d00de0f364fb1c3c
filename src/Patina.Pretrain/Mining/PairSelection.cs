
namespace Patina.Pretrain.Mining;

/// <summary>
/// Chooses what is trained on: no pair twice, no question twice in one repository and kind, nothing that a held-out
/// repository says too, and of each repository and kind at most so many, by lot. The choice depends on the seed alone.
/// </summary>
internal sealed class PairSelection(int mostPerKind, ulong seed)
{
    private const int QueryWords = 64;
    private const int TextWords = 30;

    /// <summary>A held-out question shorter than this is a phrase that anyone writes.</summary>
    private const int TellingWords = 5;

    private readonly HashSet<ulong> _seen = [];
    private readonly HashSet<ulong> _heldOut = [];

    /// <summary>Keeps what a repository says out of the training.</summary>
    public void HoldOut(string pairFile)
    {
        foreach (var pair in PairFile.Read(pairFile))
        {
            if (pair.Kind is PairKind.Pool or PairKind.Doc)
                _heldOut.Add(PairText.Fingerprint(pair.Text, TextWords));
            if (pair.Kind is PairKind.Doc && PairText.CountWords(pair.Query, TellingWords) >= TellingWords)
                _heldOut.Add(PairText.Fingerprint(pair.Query, QueryWords));
        }
    }

    /// <summary>Copies the chosen pairs of a repository, in their order.</summary>
    /// <param name="withPool">Also the functions that are searched among when a model is scored.</param>
    /// <returns>How many of each kind.</returns>
    public IReadOnlyDictionary<PairKind, int> Choose(string source, string target, bool withPool, CancellationToken cancellation)
    {
        var lots = new Dictionary<PairKind, PriorityQueue<int, ulong>>();
        var queries = new HashSet<(PairKind, ulong)>();
        var index = 0;
        foreach (var pair in PairFile.Read(source))
        {
            cancellation.ThrowIfCancellationRequested();
            var number = index++;
            if (!(pair.Kind == PairKind.Pool ? withPool : IsNew(pair, queries)))
                continue;
            if (!lots.TryGetValue(pair.Kind, out var chosen))
                lots[pair.Kind] = chosen = new PriorityQueue<int, ulong>();
            var lot = ulong.MaxValue - Lot(number); // the queue gives up its smallest
            if (chosen.Count < mostPerKind)
                chosen.Enqueue(number, lot);
            else
                chosen.EnqueueDequeue(number, lot);
        }
        var numbers = lots.Values.SelectMany(lot => lot.UnorderedItems).Select(item => item.Element).ToHashSet();
        PairFile.Write(target, "chosen", write =>
        {
            var at = 0;
            foreach (var pair in PairFile.Read(source))
            {
                if (numbers.Contains(at++))
                    write(pair);
            }
        });
        return lots.ToDictionary(lot => lot.Key, lot => lot.Value.Count);
    }

    private bool IsNew(MinedPair pair, HashSet<(PairKind, ulong)> queries)
    {
        var query = PairText.Fingerprint(pair.Query, QueryWords);
        var text = PairText.Fingerprint(pair.Text, TextWords);
        if (_heldOut.Contains(text) || (_heldOut.Contains(query) && PairText.CountWords(pair.Query, TellingWords) >= TellingWords))
            return false;
        return queries.Add((pair.Kind, query)) && _seen.Add((query * 31) ^ text ^ (ulong)pair.Kind);
    }

    private ulong Lot(int number)
    {
        var mixed = (seed + (ulong)number + 1) * 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 29)) * 0xBF58476D1CE4E5B9;
        return mixed ^ (mixed >> 32);
    }
}
