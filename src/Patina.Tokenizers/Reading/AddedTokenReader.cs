using Patina.Tokenizers.AddedTokens;
using Patina.Tokenizers.Models;

namespace Patina.Tokenizers.Reading;

/// <summary>Reads the <c>added_tokens</c> of a tokenizer file.</summary>
internal static class AddedTokenReader
{
    /// <summary>
    /// A token that the vocabulary has keeps that id, another one gets the next free id, whatever the file says: so does
    /// the Rust library, with which models are trained.
    /// </summary>
    public static List<AddedToken> Read(JsonNode node, Vocabulary vocabulary)
    {
        var tokens = new Dictionary<string, AddedToken>();
        var nextId = vocabulary.Count;
        foreach (var item in node.Items())
        {
            var token = ReadToken(item);
            if (token.Content.Length == 0)
                continue;
            var id = tokens.TryGetValue(token.Content, out var known) ? known.Id
                : vocabulary.IdOf(token.Content) ?? nextId++;
            if (id >= Vocabulary.MaxIds || (vocabulary.TokenOf(id) is { } other && other != token.Content))
                throw item.Error(TokenizerError.BadVocabulary, $"the id {id} of '{token.Content}' is not free");
            tokens[token.Content] = token with { Id = id };
        }

        return [.. tokens.Values];
    }

    private static AddedToken ReadToken(JsonNode node)
    {
        var content = node["content"].String();
        if (content.Length > VocabularyReader.MaxTokenLength)
            throw node.Error(TokenizerError.TooLarge, $"the token has {content.Length} characters, expected at most {VocabularyReader.MaxTokenLength}");
        return new AddedToken(
            node["id"].Int(Vocabulary.MaxIds - 1),
            content,
            SingleWord: node["single_word"].Bool(),
            StripLeft: node["lstrip"].Bool(),
            StripRight: node["rstrip"].Bool(),
            Normalized: node["normalized"].Bool(),
            Special: node["special"].Bool());
    }
}
