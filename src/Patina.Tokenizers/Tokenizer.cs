using System.Runtime.ExceptionServices;
using Patina.Tokenizers.Pipeline;
using Patina.Tokenizers.Reading;

namespace Patina.Tokenizers;

/// <summary>
/// Turns text into the token ids that a model was trained with, as its <c>tokenizer.json</c> says. Immutable and safe to
/// use from several threads.
/// </summary>
/// <remarks>Matches the Rust library <c>tokenizers</c> 0.23. A lone surrogate is read as U+FFFD.</remarks>
public sealed class Tokenizer
{
    private readonly TokenizerParts _parts;
    private readonly TextEncoder _encoder;
    private readonly ScratchPool _scratch;

    private Tokenizer(TokenizerParts parts)
    {
        _parts = parts;
        _encoder = new TextEncoder(parts);
        _scratch = new ScratchPool(() => new Scratch(parts.Model.CreateScratch()));
        VocabularySize = parts.Model.Vocabulary.Limit;
        foreach (var token in parts.Added.Tokens)
            VocabularySize = Math.Max(VocabularySize, token.Id + 1);
    }

    private Tokenizer(Tokenizer other, TruncationOptions? truncation)
    {
        _parts = other._parts with { Truncation = truncation };
        _encoder = other._encoder;
        _scratch = other._scratch;
        VocabularySize = other.VocabularySize;
    }

    /// <summary>Loads a <c>tokenizer.json</c>.</summary>
    /// <exception cref="TokenizerException">The file cannot be read, is damaged, or asks for something unknown.</exception>
    public static Tokenizer Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new(TokenizerReader.ReadFile(path));
    }

    /// <summary>Reads a <c>tokenizer.json</c> from memory.</summary>
    /// <param name="origin">What messages call it.</param>
    /// <exception cref="TokenizerException">The text is damaged, or asks for something unknown.</exception>
    public static Tokenizer Parse(ReadOnlySpan<byte> utf8Json, string origin) =>
        new(TokenizerReader.Read(utf8Json, origin));

    /// <summary>One more than the greatest id, added tokens included: the rows that an embedding table needs.</summary>
    public int VocabularySize { get; }

    /// <summary>Id of the token for what the vocabulary lacks; null if there is none.</summary>
    public int? UnknownId => _parts.Model.UnknownId;

    /// <summary>How the file wants batches padded; null if it does not say. Encoding itself never pads.</summary>
    public PaddingOptions? Padding => _parts.Padding;

    /// <summary>How long encodings are cut; null if they are not.</summary>
    public TruncationOptions? Truncation => _parts.Truncation;

    /// <summary>The same tokenizer with another truncation; shares all memory with this one.</summary>
    public Tokenizer WithTruncation(TruncationOptions? truncation) => new(this, truncation);

    /// <summary>The token of an id, as the vocabulary spells it; null if no token has it.</summary>
    public string? IdToToken(int id) => _parts.Added.Find(id)?.Content ?? _parts.Model.Vocabulary.TokenOf(id);

    /// <summary>The id of a token as the vocabulary spells it; null if there is none.</summary>
    public int? TokenToId(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return _parts.Added.Find(token)?.Id ?? _parts.Model.Vocabulary.IdOf(token);
    }

    /// <summary>Appends the ids of a text.</summary>
    /// <param name="addSpecialTokens">Whether to add tokens such as <c>[CLS]</c> and <c>[SEP]</c>.</param>
    /// <exception cref="TokenizerException">The text holds something unknown, and there is no token for it.</exception>
    public void Encode(ReadOnlySpan<char> text, List<int> ids, bool addSpecialTokens = true)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var scratch = _scratch.Rent();
        _encoder.Tokenize(text, scratch, scratch.Tokens, trackOrigins: false);
        Truncate(scratch.Tokens, null, addSpecialTokens);
        foreach (var piece in _parts.PostProcessor.Single)
        {
            if (piece.Text == 0)
                ids.AddRange(scratch.Tokens.Ids);
            else if (addSpecialTokens)
                ids.AddRange(piece.Ids);
        }

        _scratch.Return(scratch);
    }

    /// <summary>Encodes a text.</summary>
    /// <inheritdoc cref="Encode(ReadOnlySpan{char}, List{int}, bool)"/>
    public Encoding Encode(string text, bool addSpecialTokens = true)
    {
        ArgumentNullException.ThrowIfNull(text);
        return EncodeTexts(text, null, addSpecialTokens);
    }

    /// <summary>Encodes a pair of texts, such as a question and a passage, as one sequence.</summary>
    /// <inheritdoc cref="Encode(ReadOnlySpan{char}, List{int}, bool)"/>
    public Encoding Encode(string text, string pair, bool addSpecialTokens = true)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(pair);
        return EncodeTexts(text, pair, addSpecialTokens);
    }

    /// <summary>Encodes many texts in parallel.</summary>
    /// <param name="maxParallelism">Threads at most; -1 for one per processor.</param>
    /// <returns>The ids of each text, in the order given.</returns>
    /// <inheritdoc cref="Encode(ReadOnlySpan{char}, List{int}, bool)"/>
    public int[][] EncodeBatch(
        IReadOnlyList<string> texts, bool addSpecialTokens = true, int maxParallelism = -1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var encoded = new int[texts.Count][];
        var options = new ParallelOptions { MaxDegreeOfParallelism = maxParallelism, CancellationToken = cancellation };
        try
        {
            Parallel.For(0, texts.Count, options, () => new List<int>(), (index, _, ids) =>
            {
                ids.Clear();
                Encode(texts[index], ids, addSpecialTokens);
                encoded[index] = [.. ids];
                return ids;
            }, _ => { });
        }
        catch (AggregateException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
        }

        return encoded;
    }

    private Encoding EncodeTexts(string text, string? pair, bool addSpecialTokens)
    {
        var scratch = _scratch.Rent();
        _encoder.Tokenize(text, scratch, scratch.Tokens, trackOrigins: true);
        if (pair is not null)
            _encoder.Tokenize(pair, scratch, scratch.PairTokens, trackOrigins: true);
        var pairTokens = pair is null ? null : scratch.PairTokens;
        Truncate(scratch.Tokens, pairTokens, addSpecialTokens);
        var encoding = _parts.PostProcessor.Assemble(scratch.Tokens, pairTokens, addSpecialTokens);
        _scratch.Return(scratch);
        return encoding;
    }

    private void Truncate(TokenList tokens, TokenList? pair, bool addSpecialTokens)
    {
        if (_parts.Truncation is { } truncation)
            PostProcessors.Truncation.Apply(
                truncation, addSpecialTokens ? _parts.PostProcessor.SpecialTokens(pair is not null) : 0, tokens, pair);
    }
}
