using Patina.Tokenizers;

namespace Patina.Embeddings.Settings;

/// <summary>How a network's vectors become those of texts, as the model's own files say it, with what registry and recipe put over it.</summary>
public sealed record ModelSettings
{
    /// <summary>Where a value comes from that <see cref="EngineOptions"/> gives.</summary>
    public const string FromOptions = "recipe or registry";

    /// <summary>Where a value comes from that no file gives.</summary>
    public const string FromDefault = "default";

    /// <summary>Null where no file says it; then only a graph that pools itself can be used.</summary>
    public Setting<Pooling>? Pooling { get; init; }

    /// <summary>Tokens of a text that count, special ones included.</summary>
    public required Setting<int> MaxLength { get; init; }

    /// <summary>Written before a question.</summary>
    public required Setting<string> QueryPrompt { get; init; }

    /// <summary>Written before something to be found.</summary>
    public required Setting<string> PassagePrompt { get; init; }

    /// <summary>Written before a question that comes with an instruction, which <c>{instruction}</c> stands for; null for a model that takes none.</summary>
    public Setting<string>? InstructionPrompt { get; init; }

    /// <summary>Whether texts are put in lower case before anything else.</summary>
    public required Setting<bool> LowerCase { get; init; }

    /// <summary>The token that must end every text, as its vector is the text's; null where the tokenizer's own ending is enough.</summary>
    public Setting<int>? EndToken { get; init; }

    /// <summary>The token that shorter texts of a batch are filled up with.</summary>
    public required Setting<int> PadToken { get; init; }

    /// <summary>The side that shorter texts of a batch are filled up on, where the graph pools itself; else it makes no difference.</summary>
    public required Setting<TokenSide> PadSide { get; init; }

    /// <summary>Layers behind pooling, in their order.</summary>
    public required Setting<IReadOnlyList<VectorModule>> Modules { get; init; }

    /// <summary>Whether a vector that is cut to fewer numbers is brought to mean 0 and variance 1 first.</summary>
    public required Setting<bool> NormalizesBeforeCut { get; init; }

    /// <summary>Whether vectors are brought to unit length.</summary>
    public required Setting<bool> Normalize { get; init; }

    /// <summary>Reads the settings files of a model. A model needs none of them but what pooling takes.</summary>
    /// <exception cref="EmbeddingException">
    /// A file is damaged (<see cref="EmbeddingError.BadConfig"/>), names another outside the folder (<see cref="EmbeddingError.OutsideModel"/>),
    /// or asks for something unknown (<see cref="EmbeddingError.Unsupported"/>).
    /// </exception>
    public static ModelSettings Read(ModelFiles files, EngineOptions options) => ModelSettingsReader.Read(files, options);

    /// <summary>Each setting as a person reads it: its name, its value, where it comes from.</summary>
    public IReadOnlyList<(string Name, string Value, string Origin)> Describe()
    {
        var lines = new List<(string, string, string)>();
        Add("pooling", Pooling);
        Add("max_length", MaxLength);
        Add("query_prompt", QueryPrompt);
        Add("passage_prompt", PassagePrompt);
        Add("instruction_prompt", InstructionPrompt);
        Add("lower_case", LowerCase);
        Add("end_token", EndToken);
        lines.Add(("layers", Modules.Value.Count == 0 ? "none" : string.Join(", ", Modules.Value.Select(module => module.Folder)), Modules.Origin));
        Add("norm_before_cut", NormalizesBeforeCut);
        Add("normalize", Normalize);
        return lines;

        void Add<T>(string name, Setting<T>? setting)
        {
            if (setting is not null)
                lines.Add((name, setting.ToString(), setting.Origin));
        }
    }
}
