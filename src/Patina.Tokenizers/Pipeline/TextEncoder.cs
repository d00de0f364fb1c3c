using Patina.Tokenizers.Reading;

namespace Patina.Tokenizers.Pipeline;

/// <summary>Takes a text through all stages up to the model: added tokens, normalizer, pre-tokenizer, model. Immutable.</summary>
internal sealed class TextEncoder(TokenizerParts parts)
{
    /// <summary>Tokenizes a text.</summary>
    /// <param name="tokens">Receives the tokens alone.</param>
    /// <param name="trackOrigins">Whether the ranges of <paramref name="tokens"/> are needed; they are undefined otherwise.</param>
    public void Tokenize(ReadOnlySpan<char> text, Scratch scratch, TokenList tokens, bool trackOrigins)
    {
        tokens.Clear();
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
            tokens.Add(token.Id, start, end);
            taken = end;
        }

        if (taken < text.Length)
            TokenizeStretch(text[taken..], taken, scratch, tokens, trackOrigins);
    }

    /// <summary>Tokenizes text between added tokens.</summary>
    private void TokenizeStretch(ReadOnlySpan<char> text, int origin, Scratch scratch, TokenList tokens, bool trackOrigins)
    {
        var buffer = scratch.Text;
        buffer.Load(text, origin, trackOrigins);
        parts.Normalizer?.Normalize(buffer);
        SplitAtAdded(buffer.Text, scratch.Splits);
        parts.PreTokenizer?.PreTokenize(buffer, scratch.Splits);

        var before = tokens.Count;
        ReadOnlySpan<char> units = buffer.Text;
        foreach (var split in scratch.Splits.Splits)
        {
            if (split.IsWord)
                parts.Model.Tokenize(units[split.Start..split.End], split.Start, tokens, scratch.Model);
            else
                tokens.Add(split.TokenId, split.Start, split.End);
        }

        if (trackOrigins)
            tokens.MapToOriginal(before, buffer);
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
