using System.Text.Json;

namespace Patina.Embeddings.Settings;

/// <summary>What is written before texts, from config_sentence_transformers.json.</summary>
internal sealed class PromptReader
{
    /// <summary>Stands for the instruction in a prompt.</summary>
    public const string Instructed = "{instruction}";

    private const string File = "config_sentence_transformers.json";

    /// <summary>The form of prompts in which a model of the Qwen3 kind gets its instruction.</summary>
    private const string InstructStart = "Instruct: ";
    private const string InstructEnd = "\nQuery:";

    private readonly SettingsReader? _reader;
    private readonly JsonElement? _prompts;

    /// <param name="reader">Null where the model has no such file.</param>
    public PromptReader(SettingsReader? reader, EngineOptions options)
    {
        _reader = reader;
        _prompts = reader?.Object("prompts");
        Query = Choose(options.QueryPrompt, "query");
        Passage = Choose(options.PassagePrompt, "document", "passage", "corpus");
        Instruction = options.InstructionPrompt is { } given ? new Setting<string>(Checked(given), ModelSettings.FromOptions) : InstructionOf(Query);
    }

    public Setting<string> Query { get; }

    public Setting<string> Passage { get; }

    public Setting<string>? Instruction { get; }

    /// <summary>The first of the names that there is a prompt for, else the default prompt, else none.</summary>
    private Setting<string> Choose(string? given, params ReadOnlySpan<string> names)
    {
        if (given is not null)
            return new Setting<string>(given, ModelSettings.FromOptions);
        foreach (var name in names)
        {
            if (Find(name) is { } prompt)
                return new Setting<string>(prompt, File);
        }

        return _reader?.String("default_prompt_name") is { } chosen
            ? new Setting<string>(Find(chosen) ?? throw _reader.Bad($"default_prompt_name '{chosen}' is none of its prompts"), File)
            : new Setting<string>("", ModelSettings.FromDefault);
    }

    private string? Find(string name)
    {
        if (_prompts is not { } prompts || !prompts.TryGetProperty(name, out var value))
            return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw _reader!.Bad($"prompt '{name}' is not a string");
    }

    /// <summary>A prompt of the form <c>Instruct: …\nQuery:</c> says by itself where an instruction goes.</summary>
    private static Setting<string>? InstructionOf(Setting<string> query)
    {
        var text = query.Value;
        var end = text.LastIndexOf(InstructEnd, StringComparison.Ordinal);
        return text.StartsWith(InstructStart, StringComparison.Ordinal) && end >= InstructStart.Length
            ? new Setting<string>(InstructStart + Instructed + text[end..], query.Origin)
            : null;
    }

    private static string Checked(string prompt) => prompt.Contains(Instructed, StringComparison.Ordinal)
        ? prompt
        : throw new EmbeddingException(EmbeddingError.BadConfig,
            $"instruction prompt '{prompt}' has no {Instructed}. Write where the instruction goes: Instruct: {Instructed}\\nQuery:");
}
