using System.Runtime.ExceptionServices;
using Patina.Embeddings.Settings;
using Patina.Tokenizers;

namespace Patina.Embeddings.Pipeline;

/// <summary>Turns texts into the ids that a model reads: cut to its length, with the token at the end that it needs. Thread-safe.</summary>
internal sealed class TextTokenizer
{
    private readonly Tokenizer _tokenizer;
    private readonly bool _lowerCase;

    /// <summary>The token to add; null where there is none, or the tokenizer adds it by itself.</summary>
    private readonly int? _endToken;

    public TextTokenizer(Tokenizer tokenizer, ModelSettings settings)
    {
        _lowerCase = settings.LowerCase.Value;
        _endToken = settings.EndToken is { Value: var end } && !EndsTexts(tokenizer.WithTruncation(null)) ? end : null;
        var room = settings.MaxLength.Value - (_endToken is null ? 0 : 1);
        _tokenizer = tokenizer.WithTruncation(new TruncationOptions { MaxLength = room, Side = tokenizer.Truncation?.Side ?? TokenSide.Right });
    }

    /// <summary>Opens a model's tokenizer.json.</summary>
    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.BadTokenizer"/>.</exception>
    public static TextTokenizer Open(string path, ModelSettings settings)
    {
        try
        {
            return new TextTokenizer(Tokenizer.Load(path), settings);
        }
        catch (TokenizerException error)
        {
            throw new EmbeddingException(EmbeddingError.BadTokenizer, error.Message, error);
        }
    }

    /// <summary>The ids of each text, in the order given; computed on all processors.</summary>
    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.BadText"/>.</exception>
    public int[][] EncodeAll(IReadOnlyList<PromptedText> texts, int threads, CancellationToken cancellation)
    {
        var encoded = new int[texts.Count][];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        try
        {
            Parallel.For(0, texts.Count, options, () => new List<int>(), (i, _, ids) =>
            {
                encoded[i] = Encode(texts[i], ids);
                return ids;
            }, _ => { });
        }
        catch (AggregateException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
        }

        return encoded;
    }

    /// <param name="ids">Scratch memory.</param>
    private int[] Encode(PromptedText text, List<int> ids)
    {
        ids.Clear();
        var joined = text.Joined;
        try
        {
            _tokenizer.Encode(_lowerCase ? joined.ToLowerInvariant() : joined, ids);
        }
        catch (TokenizerException error)
        {
            throw new EmbeddingException(EmbeddingError.BadText, $"{error.Message} The text begins {TextQuote.Of(text.Body)}.", error);
        }

        if (_endToken is { } end)
            ids.Add(end);
        return [.. ids];
    }

    /// <summary>Whether the tokenizer puts a token of its own behind every text; a second one would be read as another text.</summary>
    private static bool EndsTexts(Tokenizer tokenizer)
    {
        var (plain, finished) = (new List<int>(), new List<int>());
        tokenizer.Encode("a", plain, addSpecialTokens: false);
        tokenizer.Encode("a", finished);
        return finished.Count > plain.Count && (plain.Count == 0 || finished[^1] != plain[^1]);
    }
}
