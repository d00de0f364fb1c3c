using System.Text.Json.Nodes;

namespace Patina.Embeddings.Onnx.Export;

/// <summary>
/// The settings of an exported model: the files that the model has, and in them what registry and recipe say beyond them, so that
/// the folder gives the same vectors without either.
/// </summary>
internal static class ExportedSettings
{
    private const string Prompts = "config_sentence_transformers.json";
    private const string Sentence = "sentence_bert_config.json";
    private const string Modules = "modules.json";
    private const string PoolingFolder = "1_Pooling";

    /// <param name="folder">Made if it is not there.</param>
    /// <exception cref="EmbeddingException">A file leads out of the model's folder, or is damaged.</exception>
    public static void Write(ModelFiles source, EngineOptions options, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var name in source.Settings())
        {
            var target = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source.Require(name), target);
            File.SetAttributes(target, FileAttributes.Normal);
        }

        if (options.QueryPrompt is not null || options.PassagePrompt is not null)
            Edit(Path.Combine(folder, Prompts), json => SetPrompts(json, options));
        if (options.MaxLength is { } length)
            Edit(Path.Combine(folder, Sentence), json => json["max_seq_length"] = length);
        if (options.Pooling is { } pooling and not Pooling.None)
            SetPooling(folder, pooling);
    }

    private static void SetPrompts(JsonObject json, EngineOptions options)
    {
        if (json["prompts"] is not JsonObject prompts)
            json["prompts"] = prompts = [];
        if (options.QueryPrompt is { } query)
            prompts["query"] = query;
        if (options.PassagePrompt is { } passage)
            prompts["document"] = passage;
    }

    /// <summary>Where the model has a list of modules without one that pools, that is written into it.</summary>
    private static void SetPooling(string folder, Pooling pooling)
    {
        var list = Path.Combine(folder, Modules);
        var place = PoolingFolder;
        if (File.Exists(list))
        {
            var modules = JsonNode.Parse(File.ReadAllText(list)) as JsonArray ?? [];
            var known = modules.OfType<JsonObject>().FirstOrDefault(module => module["type"]?.ToString().EndsWith(".Pooling", StringComparison.Ordinal) == true);
            place = known?["path"]?.ToString() ?? PoolingFolder;
            if (known is null)
            {
                modules.Insert(Math.Min(1, modules.Count), new JsonObject { ["idx"] = 1, ["name"] = "1", ["path"] = place, ["type"] = "sentence_transformers.models.Pooling" });
                File.WriteAllText(list, modules.ToJsonString());
            }
        }

        var config = new ModelFiles(folder);
        var path = config.Find($"{place}/config.json") ?? Path.Combine(folder, place, "config.json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, new JsonObject { ["pooling_mode"] = WordOf(pooling) }.ToJsonString());
    }

    private static string WordOf(Pooling pooling) => pooling switch
    {
        Pooling.Mean => "mean",
        Pooling.Cls => "cls",
        Pooling.LastToken => "lasttoken",
        Pooling.Max => "max",
        Pooling.WeightedMean => "weightedmean",
        _ => "mean_sqrt_len_tokens",
    };

    private static void Edit(string path, Action<JsonObject> edit)
    {
        var json = File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path)) as JsonObject ?? [] : [];
        edit(json);
        File.WriteAllText(path, json.ToJsonString());
    }
}
