using Patina.Tokenizers.AddedTokens;
using Patina.Tokenizers.Models;
using Patina.Tokenizers.Normalizers;
using Patina.Tokenizers.PostProcessors;
using Patina.Tokenizers.PreTokenizers;

namespace Patina.Tokenizers.Reading;

/// <summary>What a tokenizer file describes.</summary>
internal sealed record TokenizerParts(
    AddedVocabulary Added,
    Normalizer? Normalizer,
    PreTokenizer? PreTokenizer,
    Model Model,
    PostProcessor PostProcessor,
    TruncationOptions? Truncation,
    PaddingOptions? Padding);
