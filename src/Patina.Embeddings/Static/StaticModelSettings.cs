using System.Text.Json;
using Patina.Embeddings.Settings;

namespace Patina.Embeddings.Static;

/// <summary>What a static model's own files say about how its vectors are made.</summary>
/// <param name="MaxLength">Tokens of a text that count.</param>
/// <param name="AddsHead">A passage is l2(l2(body) + l2(head)) rather than one text.</param>
/// <param name="Sizes">The numbers of dimensions it was trained to be cut to; empty if it does not say.</param>
internal sealed record StaticModelSettings(
    StaticPooling Pooling, bool Normalize, int MaxLength, bool AddsHead, IReadOnlyList<int> Sizes)
{
    /// <summary>Model2Vec's default.</summary>
    private const int DefaultMaxLength = 512;

    private const string HeadFormula = "l2(l2(body)+l2(head))";

    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.BadConfig"/> or <see cref="EmbeddingError.Unsupported"/>.</exception>
    public static StaticModelSettings Read(StaticModelFiles files)
    {
        if (File.Exists(files.Modules))
            CheckModules(new SettingsReader(files.Modules));

        var config = new SettingsReader(files.Config);
        CheckPrompts(config);
        return new StaticModelSettings(
            ReadPooling(config),
            config.Boolean("normalize") ?? false,
            config.Integer("max_length", 1) ?? DefaultMaxLength,
            ReadAddsHead(config),
            config.Integers("matryoshka", 1));
    }

    /// <remarks>
    /// Model2Vec records under this key how its teacher's tokens were pooled while distilling (mean, last, first, pooler);
    /// its own vectors are the mean whichever it was.
    /// </remarks>
    private static StaticPooling ReadPooling(SettingsReader config) => config.String("pooling") switch
    {
        null or "mean" or "last" or "first" or "pooler" => StaticPooling.Mean,
        "sqrt_tf" => StaticPooling.SqrtTf,
        var other => throw config.Unsupported($"pooling '{other}' is not known; known are mean and sqrt_tf"),
    };

    private static bool ReadAddsHead(SettingsReader config) => config.String("document_vector") switch
    {
        null => false,
        HeadFormula => true,
        var other => throw config.Unsupported($"document_vector '{other}' is not known; known is {HeadFormula}"),
    };

    private static void CheckPrompts(SettingsReader config)
    {
        if (config.Object("prompts") is { } prompts && prompts.EnumerateObject().Any(prompt => prompt.Value.ValueKind != JsonValueKind.String || !prompt.Value.ValueEquals("")))
            throw config.Unsupported("the model wants prompts, which the static runtime does not add");
    }

    /// <summary>A module that is not applied would change every vector, so an unknown one is refused.</summary>
    private static void CheckModules(SettingsReader modules)
    {
        if (modules.Root.ValueKind != JsonValueKind.Array)
            throw modules.Bad("is not a list of modules");

        foreach (var module in modules.Root.EnumerateArray())
        {
            if (module.ValueKind != JsonValueKind.Object || !module.TryGetProperty("type", out var value) || value.ValueKind != JsonValueKind.String)
                throw modules.Bad("has a module without a type");
            var type = value.GetString()!;
            if (type[(type.LastIndexOf('.') + 1)..] is not ("StaticEmbedding" or "Normalize"))
                throw modules.Unsupported($"module '{type}' is not known; a static model consists of StaticEmbedding and Normalize");
        }
    }
}
