using Patina.Tokenizers;

namespace Patina.Embeddings.Settings;

/// <summary>Reads a model's settings files: those of transformers, and those that sentence-transformers puts beside them.</summary>
internal sealed class ModelSettingsReader
{
    /// <summary>Larger limits are tokenizers' way of saying that there is none.</summary>
    private const int LongestText = 1_000_000;

    /// <summary>BERT's, for a model that says nothing.</summary>
    private const int DefaultMaxLength = 512;

    private readonly ModelFiles _files;
    private readonly EngineOptions _options;
    private readonly SettingsReader? _config;
    private readonly SettingsReader? _tokenizer;

    private ModelSettingsReader(ModelFiles files, EngineOptions options)
    {
        _files = files;
        _options = options;
        _config = Open("config.json");
        _tokenizer = Open("tokenizer_config.json");
    }

    public static ModelSettings Read(ModelFiles files, EngineOptions options) => new ModelSettingsReader(files, options).Read();

    private ModelSettings Read()
    {
        var modules = ModuleListReader.Read(_files);
        var pooling = Overridden(_options.Pooling) ?? PoolingReader.Read(_files, modules.PoolingFolder);
        var prompts = new PromptReader(Open("config_sentence_transformers.json"), _options);
        var sentence = Open("sentence_bert_config.json");
        return new ModelSettings
        {
            Pooling = pooling,
            MaxLength = ReadMaxLength(sentence),
            QueryPrompt = prompts.Query,
            PassagePrompt = prompts.Passage,
            InstructionPrompt = prompts.Instruction,
            LowerCase = From(sentence?.Boolean("do_lower_case"), "sentence_bert_config.json") ?? Default(false),
            EndToken = pooling is { Value: Pooling.LastToken } ? ReadEndToken() : null,
            PadToken = From(_config?.Integer("pad_token_id", 0), "config.json") ?? Default(0),
            PadSide = ReadPadSide(),
            Modules = modules.AfterPooling,
            NormalizesBeforeCut = _config?.String("model_type") is "nomic_bert" ? new Setting<bool>(true, "config.json") : Default(false),
            Normalize = new Setting<bool>(_options.Normalize, ModelSettings.FromDefault),
        };
    }

    private Setting<int> ReadMaxLength(SettingsReader? sentence)
    {
        var limit = ReadPositionLimit();
        var length = Overridden(_options.MaxLength)
            ?? From(sentence?.Integer("max_seq_length", 1), "sentence_bert_config.json")
            ?? From(_tokenizer?.Count("model_max_length", LongestText), "tokenizer_config.json")
            ?? limit
            ?? Default(DefaultMaxLength);
        return limit is not null && limit.Value < length.Value ? limit : length;
    }

    /// <summary>How many places the network can tell apart; a text that is longer would fail.</summary>
    private Setting<int>? ReadPositionLimit()
    {
        var places = _config?.Integer("max_position_embeddings", 1) ?? _config?.Integer("n_positions", 1);

        // RoBERTa and its kin count places from the padding token's number on.
        var reserved = _config?.String("model_type") is "roberta" or "xlm-roberta" or "camembert" or "mpnet"
            ? (_config.Integer("pad_token_id", 0) ?? 1) + 1
            : 0;
        return places is null ? null : new Setting<int>(Math.Max(1, places.Value - reserved), "config.json");
    }

    /// <summary>The token whose vector is the text's, where the tokenizer's settings do not say that there is to be none.</summary>
    private Setting<int>? ReadEndToken() =>
        _tokenizer?.Boolean("add_eos_token") is false ? null : From(_config?.FirstInteger("eos_token_id", 0), "config.json");

    private Setting<TokenSide> ReadPadSide() => _tokenizer?.String("padding_side") switch
    {
        null => Default(TokenSide.Right),
        "right" => new Setting<TokenSide>(TokenSide.Right, "tokenizer_config.json"),
        "left" => new Setting<TokenSide>(TokenSide.Left, "tokenizer_config.json"),
        var other => throw _tokenizer.Bad($"padding_side '{other}' is neither left nor right"),
    };

    private SettingsReader? Open(string name) => _files.Find(name) is { } path ? new SettingsReader(path) : null;

    private static Setting<T>? From<T>(T? value, string origin) where T : struct => value is { } given ? new Setting<T>(given, origin) : null;

    private static Setting<T>? Overridden<T>(T? value) where T : struct => From(value, ModelSettings.FromOptions);

    private static Setting<T> Default<T>(T value) => new(value, ModelSettings.FromDefault);
}
