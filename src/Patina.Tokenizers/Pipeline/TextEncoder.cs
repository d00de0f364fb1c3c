using Patina.Tokenizers.Models;
using Patina.Tokenizers.PostProcessors;
using Patina.Tokenizers.Reading;

namespace Patina.Tokenizers.Pipeline;

/// <summary>Takes a text through all stages up to the model: added tokens, normalizer, pre-tokenizer, model. Immutable.</summary>
internal sealed class TextEncoder(TokenizerParts parts)
{
    private readonly bool _needsOrigins = parts.PreTokenizer?.NeedsOrigins ?? false;
    private readonly bool _isWordByWord = WordByWord.Suits(parts);

    /// <summary>Tokenizes a text.</summary>
    /// <param name="tokens">Receives the tokens alone.</param>
    /// <param name="trackOrigins">Whether the ranges of <paramref name="tokens"/> are needed; they are undefined otherwise.</param>
    public void Tokenize(ReadOnlySpan<char> text, Scratch scratch, TokenList tokens, bool trackOrigins)
    {
        tokens.Clear();
        if (_isWordByWord && !trackOrigins)
        {
            TokenizeWords(text, scratch, tokens);
            return;
        }

        if (parts.Added.InOriginal is not { } finder)
        {
            TokenizeStretch(text, 0, scratch, tokens, trackOrigins);
            return;
        }

        var (from, taken) = (0, 0);
        while (finder.Next(text, ref from, taken, out var start, out var end) is { } token)
        {
            if (taken < start)
                TokenizeStretch(text[taken..start], taken, scratch, tokens, trackOrigins);
            AddToken(token.Id, start, end, text, tokens, trackOrigins);
            taken = end;
        }

        if (taken < text.Length)
            TokenizeStretch(text[taken..], taken, scratch, tokens, trackOrigins);
    }

    /// <summary>Takes through the stages only words that did not occur lately.</summary>
    private void TokenizeWords(ReadOnlySpan<char> text, Scratch scratch, TokenList tokens)
    {
        var words = new AsciiWords(text);
        while (words.MoveNext())
        {
            var word = words.Current;
            if (!words.IsAscii || word.Length > WordCache.LongestWord)
            {
                TokenizeStretch(word, 0, scratch, tokens, trackOrigins: false);
                continue;
            }

            var hash = TextHash.Of(word);
            var known = scratch.Words.Find(hash, word);
            foreach (ref readonly var token in known)
                tokens.Add(token.Id, 0, 0);
            if (!known.IsEmpty)
                continue;
            var before = tokens.Count;
            TokenizeStretch(word, 0, scratch, tokens, trackOrigins: false);
            Keep(hash, word, tokens.Ids[before..], scratch.Words);
        }
    }

    private static void Keep(ulong hash, ReadOnlySpan<char> word, ReadOnlySpan<int> ids, WordCache cache)
    {
        if (ids.Length is 0 or > WordCache.MostTokens)
            return;
        var kept = cache.Add(hash, word, ids.Length);
        for (var i = 0; i < ids.Length; i++)
            kept[i] = new(ids[i], 0, 0);
    }

    /// <summary>Tokenizes text between added tokens.</summary>
    private void TokenizeStretch(ReadOnlySpan<char> text, int origin, Scratch scratch, TokenList tokens, bool trackOrigins)
    {
        var buffer = scratch.Text;
        buffer.Load(text, origin, trackOrigins || _needsOrigins);
        parts.Normalizer?.Normalize(buffer);
        SplitAtAdded(buffer.Text, scratch.Splits);
        parts.PreTokenizer?.PreTokenize(buffer, scratch.Splits);

        var before = tokens.Count;
        ReadOnlySpan<char> units = buffer.Text;
        foreach (var split in scratch.Splits.Splits)
        {
            if (split.IsWord)
                AddWord(units, split, scratch.Model, tokens, trackOrigins);
            else
                AddToken(split.TokenId, split.Start, split.End, units, tokens, trackOrigins);
        }

        if (trackOrigins)
            tokens.MapToOriginal(before, buffer);
    }

    private void AddWord(ReadOnlySpan<char> text, Split word, ModelScratch? scratch, TokenList tokens, bool trackOrigins)
    {
        var before = tokens.Count;
        parts.Model.Tokenize(text[word.Start..word.End], word.Start, tokens, scratch);
        if (!trackOrigins || !parts.PostProcessor.NeedsSpaces)
            return;
        for (var i = before; i < tokens.Count; i++)
            tokens.SetSpaces(i, SpaceTrimming.Count(parts.Model.Vocabulary.SpanOf(tokens.Ids[i])));
    }

    /// <summary>Adds an added token; its spaces are those that it takes.</summary>
    private void AddToken(int id, int start, int end, ReadOnlySpan<char> text, TokenList tokens, bool trackOrigins)
    {
        tokens.Add(id, start, end);
        if (trackOrigins && parts.PostProcessor.NeedsSpaces)
            tokens.SetSpaces(tokens.Count - 1, SpaceTrimming.Count(text[start..end]));
    }

    /// <summary>Sets apart the added tokens that are looked for in normalized text.</summary>
    private void SplitAtAdded(ReadOnlySpan<char> text, SplitList splits)
    {
        splits.Begin();
        var (from, taken) = (0, 0);
        if (parts.Added.InNormalized is { } finder)
        {
            while (finder.Next(text, ref from, taken, out var start, out var end) is { } token)
            {
                if (taken < start)
                    splits.Add(taken, start);
                splits.Add(start, end, token.Id);
                taken = end;
            }
        }

        splits.Add(taken, text.Length);
        splits.Commit();
    }
}
