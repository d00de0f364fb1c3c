using System.Text.Json;
using Patina.Tokenizers.Models;

namespace Patina.Tokenizers.Reading;

/// <summary>Reads the vocabulary of a model: an object of tokens and ids.</summary>
internal static class VocabularyReader
{
    /// <summary>No token in use comes near this many UTF-16 units.</summary>
    public const int MaxTokenLength = 4096;

    public static Vocabulary Read(JsonNode node)
    {
        var ids = new Dictionary<string, int>();
        var seen = new HashSet<int>();
        foreach (var field in node.Raw(JsonValueKind.Object).EnumerateObject())
        {
            var token = field.Name;
            if (token.Length > MaxTokenLength)
                throw node.Error(TokenizerError.TooLarge, $"a token has {token.Length} characters, expected at most {MaxTokenLength}");
            if (field.Value.ValueKind != JsonValueKind.Number || !field.Value.TryGetInt32(out var id) || id is < 0 or >= Vocabulary.MaxIds)
                throw node.Error(TokenizerError.BadVocabulary, $"the id of '{token}' is not a whole number from 0 to {Vocabulary.MaxIds - 1}");
            if (!seen.Add(id))
                throw node.Error(TokenizerError.BadVocabulary, $"the id {id} of '{token}' belongs to another token already");
            if (!ids.TryAdd(token, id))
                throw node.Error(TokenizerError.BadVocabulary, $"the token '{token}' is there twice");
        }

        return new Vocabulary(ids);
    }
}
