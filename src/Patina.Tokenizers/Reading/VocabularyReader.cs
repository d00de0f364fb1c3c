using System.Buffers.Text;
using Patina.Tokenizers.Models;

namespace Patina.Tokenizers.Reading;

/// <summary>Reads the vocabulary of a model as it passes by: hundreds of thousands of tokens, which are most of the file.</summary>
internal static class VocabularyReader
{
    /// <summary>No token in use comes near this many UTF-16 units.</summary>
    public const int MaxTokenLength = 4096;

    /// <summary>Reads an object of tokens and ids.</summary>
    /// <param name="scanner">Stands behind the opening bracket, afterwards in front of the closing one.</param>
    /// <param name="place">Where the vocabulary is, for messages.</param>
    public static Vocabulary ReadObject(ref JsonScanner scanner, string place)
    {
        var texts = new TextList();
        var ids = new List<int>();
        while (scanner.HasItem(ids.Count == 0, '}'))
        {
            texts.AddString(ref scanner, place);
            scanner.Take(':');
            var number = scanner.ReadNumber();
            if (!Utf8Parser.TryParse(number, out int id, out var bytes) || bytes != number.Length || id is < 0 or >= Vocabulary.MaxIds)
                throw Bad(place, $"the id of '{texts.Last}' is not a whole number from 0 to {Vocabulary.MaxIds - 1}");
            ids.Add(id);
        }

        return new Vocabulary(texts.Text, texts.Starts, [.. ids], place);
    }

    /// <summary>Reads an array of pairs of a token and its score; a token's place in it is its id.</summary>
    /// <inheritdoc cref="ReadObject"/>
    public static (Vocabulary Vocabulary, double[] Scores) ReadScored(ref JsonScanner scanner, string place)
    {
        var texts = new TextList();
        var scores = new List<double>();
        while (scanner.HasItem(scores.Count == 0, ']'))
        {
            if (scores.Count == Vocabulary.MaxIds)
                throw Bad(place, $"there are more than {Vocabulary.MaxIds} tokens");
            if (!scanner.TryTake('[') || scanner.Peek() != '"')
                throw Bad(place, $"token {scores.Count} is not a pair of a string and a score");
            texts.AddString(ref scanner, place);
            scanner.Take(',');
            var number = scanner.ReadNumber();
            if (!Utf8Parser.TryParse(number, out double score, out var bytes) || bytes != number.Length || !double.IsFinite(score))
                throw Bad(place, $"the score of '{texts.Last}' is not a finite number");
            scores.Add(score);
            scanner.Take(']');
        }

        return (new Vocabulary(texts.Text, texts.Starts, [.. Enumerable.Range(0, scores.Count)], place), [.. scores]);
    }

    private static TokenizerException Bad(string place, string what) => new(TokenizerError.BadVocabulary, $"{place}: {what}.");
}
