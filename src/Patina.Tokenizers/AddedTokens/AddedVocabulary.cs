using Patina.Tokenizers.Normalizers;
using Patina.Tokenizers.Pipeline;

namespace Patina.Tokenizers.AddedTokens;

/// <summary>The added tokens of a tokenizer. Immutable.</summary>
internal sealed class AddedVocabulary
{
    private readonly Dictionary<string, AddedToken> _byContent = [];
    private readonly Dictionary<int, AddedToken> _byId = [];

    public AddedVocabulary(IReadOnlyList<AddedToken> tokens, Normalizer? normalizer)
    {
        var inNormalized = new List<(string Text, AddedToken Token)>();
        var inOriginal = new List<(string Text, AddedToken Token)>();
        var buffer = new TextBuffer();
        foreach (var token in tokens)
        {
            _byContent[token.Content] = token;
            _byId[token.Id] = token;
            if (!token.Normalized)
            {
                inOriginal.Add((token.Content, token));
                continue;
            }

            buffer.Load(token.Content, 0, trackOrigins: false);
            normalizer?.Normalize(buffer);
            inNormalized.Add((buffer.Text.ToString(), token));
        }

        InOriginal = inOriginal.Count == 0 ? null : new AddedTokenFinder(inOriginal);
        InNormalized = inNormalized.Count == 0 ? null : new AddedTokenFinder(inNormalized);
    }

    /// <summary>Finds tokens in the original text; null if there are none of that kind.</summary>
    public AddedTokenFinder? InOriginal { get; }

    /// <summary>Finds tokens in normalized text; null if there are none of that kind.</summary>
    public AddedTokenFinder? InNormalized { get; }

    public IReadOnlyCollection<AddedToken> Tokens => _byContent.Values;

    public AddedToken? Find(string content) => _byContent.GetValueOrDefault(content);

    public AddedToken? Find(int id) => _byId.GetValueOrDefault(id);
}
