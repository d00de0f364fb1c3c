using Patina.Tokenizers.Pipeline;

namespace Patina.Tokenizers.Models;

/// <summary>A model that keeps the tokens of short words: most words of a text have occurred before.</summary>
internal abstract class CachingModel(Vocabulary vocabulary) : Model(vocabulary)
{
    public abstract override CachingScratch CreateScratch();

    public sealed override void Tokenize(ReadOnlySpan<char> word, int position, TokenList tokens, ModelScratch? scratch)
    {
        var own = (CachingScratch)scratch!;
        if (word.Length > WordCache.LongestWord)
        {
            Cut(word, position, tokens, own);
            return;
        }

        var hash = TextHash.Of(word);
        var known = own.Cache.Find(hash, word);
        if (known.IsEmpty)
        {
            var before = tokens.Count;
            Cut(word, position, tokens, own);
            Keep(hash, word, position, tokens, before, own.Cache);
            return;
        }

        foreach (ref readonly var token in known)
            tokens.Add(token.Id, position + token.Start, position + token.End);
    }

    /// <summary>Adds the tokens of a word.</summary>
    /// <param name="scratch">What <see cref="CreateScratch"/> gave.</param>
    /// <inheritdoc cref="Tokenize"/>
    protected abstract void Cut(ReadOnlySpan<char> word, int position, TokenList tokens, CachingScratch scratch);

    private static void Keep(ulong hash, ReadOnlySpan<char> word, int position, TokenList tokens, int before, WordCache cache)
    {
        var count = tokens.Count - before;
        if (count is 0 or > WordCache.MostTokens)
            return;
        var kept = cache.Add(hash, word, count);
        for (var i = 0; i < count; i++)
        {
            var range = tokens.Ranges[before + i];
            kept[i] = new(tokens.Ids[before + i], (byte)(range.Start - position), (byte)(range.End - position));
        }
    }
}
