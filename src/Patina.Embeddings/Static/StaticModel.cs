using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Patina.Tokenizers;

namespace Patina.Embeddings.Static;

/// <summary>
/// A table of token vectors with its tokenizer: a text's vector is a weighted sum of rows, no network is run. Reads the
/// folders of Model2Vec, of sentence-transformers' StaticEmbedding, and Patina's own. Thread-safe until disposed.
/// </summary>
/// <remarks>
/// Matches Model2Vec 0.7 for its models: unknown tokens are left out, a text counts to 512 tokens, rows are averaged.
/// Patina's form differs where config.json says so: <c>"pooling": "sqrt_tf"</c>, and <c>document_vector</c>.
/// </remarks>
internal sealed class StaticModel : IDisposable
{
    private readonly EmbeddingTable _table;
    private readonly Tokenizer _tokenizer;
    private readonly StaticModelSettings _settings;
    private readonly TextCut _cut;
    private readonly Lazy<string> _fingerprint;

    private StaticModel(
        EmbeddingTable table, Tokenizer tokenizer, StaticModelSettings settings, int dimension, Func<string> fingerprint)
    {
        _table = table;
        _tokenizer = tokenizer;
        _settings = settings;
        _cut = TextCut.For(tokenizer, settings);
        _fingerprint = new Lazy<string>(fingerprint);
        Dimension = dimension;
    }

    /// <summary>Numbers in a vector.</summary>
    public int Dimension { get; }

    /// <summary>Lower-case hex digest of all that decides the vectors. Computed when first asked for.</summary>
    public string Fingerprint => _fingerprint.Value;

    /// <param name="folder">Holds config.json, tokenizer.json, model.safetensors, or the layouts of sentence-transformers.</param>
    /// <param name="weightsDigest">SHA-256 of the weights where it is known beforehand; else they are read for it.</param>
    /// <exception cref="EmbeddingException">A file is missing, damaged, or asks for something unknown.</exception>
    public static StaticModel Open(string folder, StaticModelOptions? options = null, string? weightsDigest = null)
    {
        options ??= new StaticModelOptions();
        var files = StaticModelFiles.Find(folder);
        var settings = StaticModelSettings.Read(files);
        settings = settings with
        {
            Normalize = options.Normalize ?? settings.Normalize,
            MaxLength = options.MaxLength ?? settings.MaxLength,
        };
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(settings.MaxLength, nameof(options));

        var tokenizer = LoadTokenizer(files.Tokenizer);
        var table = EmbeddingTable.Open(files.Weights);
        try
        {
            CheckVocabulary(files, tokenizer, table);
            var dimension = ChooseDimension(files, settings, table.Columns, options.Dimensions);
            return new StaticModel(table, tokenizer, settings, dimension,
                () => StaticFingerprint.Compute(files, settings, dimension, weightsDigest));
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    /// <summary>The vector of a text; all zero if no token of it is known.</summary>
    /// <param name="vector">Receives <see cref="Dimension"/> numbers.</param>
    /// <returns>Tokens that count.</returns>
    public int Embed(ReadOnlySpan<char> text, Span<float> vector)
    {
        CheckLength(vector);
        var scratch = PoolingScratch.OfThread;
        var vectors = scratch.Rent(_table.Columns);
        var tokens = Pool(text, scratch, vectors.Sum, vectors.Row);
        Finish(vectors.Sum, vector);
        return tokens;
    }

    /// <summary>The vector of a passage, with its head as the model wants it.</summary>
    /// <inheritdoc cref="Embed(ReadOnlySpan{char}, Span{float})"/>
    public int Embed(Passage passage, Span<float> vector)
    {
        var scratch = PoolingScratch.OfThread;
        if (!_settings.AddsHead)
            return Embed(scratch.Join(passage.Head, passage.Body), vector);

        CheckLength(vector);
        var vectors = scratch.Rent(_table.Columns);
        var tokens = Pool(passage.Body, scratch, vectors.Sum, vectors.Row)
            + Pool(passage.Head, scratch, vectors.Other, vectors.Row);
        Normalize(vectors.Sum);
        Normalize(vectors.Other);
        TensorPrimitives.Add(vectors.Sum, vectors.Other, vectors.Sum);
        Finish(vectors.Sum, vector);
        return tokens;
    }

    /// <summary>Cuts a vector of this model, as one that was opened with fewer dimensions does by itself.</summary>
    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.Unsupported"/>: it was not trained to be cut to that size.</exception>
    public void Shorten(ReadOnlySpan<float> vector, Span<float> shorter)
    {
        CheckLength(vector);
        CheckSize(_settings, Dimension, shorter.Length, "This model");
        vector[..shorter.Length].CopyTo(shorter);
        Normalize(shorter);
    }

    public void Dispose() => _table.Dispose();

    private int Pool(ReadOnlySpan<char> text, PoolingScratch scratch, Span<float> sum, Span<float> row)
    {
        var ids = scratch.Ids;
        ids.Clear();
        _tokenizer.Encode(_cut.Apply(text), ids, addSpecialTokens: false);
        KeepFirstKnown(ids);

        // In the order of their ids, so that equal tokens are neighbours and the sum is the same in whatever order they came.
        var tokens = CollectionsMarshal.AsSpan(ids);
        tokens.Sort();
        var factors = scratch.Factors(tokens.Length);
        var distinct = 0;
        for (var first = 0; first < tokens.Length;)
        {
            var next = first + 1;
            while (next < tokens.Length && tokens[next] == tokens[first])
                next++;
            factors[distinct] = Factor(next - first, tokens.Length);
            tokens[distinct++] = tokens[first];
            first = next;
        }

        _table.Sum(tokens[..distinct], factors[..distinct], sum, row);
        return tokens.Length;
    }

    /// <summary>Leaves out unknown tokens, then those over the limit.</summary>
    private void KeepFirstKnown(List<int> ids)
    {
        var kept = 0;
        for (var i = 0; i < ids.Count && kept < _settings.MaxLength; i++)
        {
            if (ids[i] != _tokenizer.UnknownId)
                ids[kept++] = ids[i];
        }

        ids.RemoveRange(kept, ids.Count - kept);
    }

    private float Factor(int occurrences, int tokens) =>
        _settings.Pooling == StaticPooling.SqrtTf ? MathF.Sqrt(occurrences) : (float)occurrences / tokens;

    private void Finish(ReadOnlySpan<float> sum, Span<float> vector)
    {
        sum[..Dimension].CopyTo(vector);
        if (_settings.Normalize)
            Normalize(vector);
    }

    /// <summary>Brings a vector to unit length; one of zeros stays as it is.</summary>
    private static void Normalize(Span<float> vector)
    {
        var squares = 0.0;
        foreach (var value in vector)
            squares += (double)value * value;
        TensorPrimitives.Multiply(vector, (float)(1 / (Math.Sqrt(squares) + 1e-32)), vector);
    }

    private void CheckLength(ReadOnlySpan<float> vector)
    {
        if (vector.Length != Dimension)
            throw new ArgumentException($"The vector has room for {vector.Length} numbers, the model makes {Dimension}.", nameof(vector));
    }

    private static Tokenizer LoadTokenizer(string path)
    {
        try
        {
            return Tokenizer.Load(path);
        }
        catch (TokenizerException error)
        {
            throw new EmbeddingException(EmbeddingError.BadTokenizer, error.Message, error);
        }
    }

    private static void CheckVocabulary(StaticModelFiles files, Tokenizer tokenizer, EmbeddingTable table)
    {
        if (tokenizer.VocabularySize != table.Tokens)
        {
            throw new EmbeddingException(EmbeddingError.BadTokenizer,
                $"{files.Tokenizer}: has {tokenizer.VocabularySize} tokens, the weights have {table.Tokens}. " +
                "It belongs to another model; fetch both again.");
        }
    }

    private static int ChooseDimension(StaticModelFiles files, StaticModelSettings settings, int columns, int? wanted)
    {
        if (wanted is not { } dimension || dimension == columns)
            return columns;

        CheckSize(settings, columns, dimension, $"{files.Config}: the model");
        return dimension;
    }

    private static void CheckSize(StaticModelSettings settings, int columns, int dimension, string who)
    {
        var fits = settings.Sizes.Count > 0 ? settings.Sizes.Contains(dimension) && dimension < columns : dimension > 0 && dimension < columns;
        if (fits || dimension == columns)
            return;
        var possible = settings.Sizes.Count > 0 ? string.Join(", ", settings.Sizes) : $"1 to {columns}";
        throw new EmbeddingException(EmbeddingError.Unsupported, $"{who} has no vectors of {dimension} numbers. Possible dimensions: {possible}.");
    }
}
