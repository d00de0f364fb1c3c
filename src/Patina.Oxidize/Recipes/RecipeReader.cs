using System.Text.Json;
using Patina.Embeddings;
using Patina.Oxidize.Recipes.Yaml;

namespace Patina.Oxidize.Recipes;

/// <summary>Turns the nodes of a recipe file into a <see cref="Recipe"/>.</summary>
internal static class RecipeReader
{
    public const int MaxLayer = 65_536;

    public const int MaxTokens = 1 << 20;
    private const int MaxWeights = 100;
    private const int MostHardNegatives = 64;
    private const int MostPartnerShare = 100;

    private static readonly string[] RecipeKeys =
    [
        "version", "embedding_model", "runtime", "precision", "extraction_layer", "pooling", "dimensions", "max_length", "query_prefix", "passage_prefix",
        "instruction_prefix", "provider", "threads", "graph_optimization", "keep_optimized", "mlx", "fast_dimensions", "index_precision", "notes",
        "projections", "ranking",
    ];

    private static readonly string[] ProjectionKeys =
    [
        "layers", "epochs", "batch_size", "learning_rate", "loss", "margin", "temperature", "hard_negatives", "seed", "instruction", "traceable",
    ];

    /// <exception cref="RecipeException">The text is no valid recipe.</exception>
    public static Recipe Read(string file, string text)
    {
        var section = new RecipeSection(YamlReader.Read(file, text), "", RecipeKeys);
        var defaults = Recipe.Default;
        var version = ReadVersion(section);
        var (runtime, queryRuntime) = ReadRuntimes(section);
        return new Recipe
        {
            Version = version,
            EmbeddingModel = section.Text("embedding_model") ?? defaults.EmbeddingModel,
            Runtime = runtime ?? defaults.Runtime,
            QueryRuntime = queryRuntime,
            Precision = section.Choice<PrecisionChoice>("precision") ?? defaults.Precision,
            ExtractionLayer = (int?)section.Integer("extraction_layer", -1024, 1024),
            Pooling = section.Choice<PoolingChoice>("pooling", static choice => JsonNamingPolicy.SnakeCaseLower.ConvertName(choice.ToString())),
            Dimensions = (int?)section.Integer("dimensions", 1, MaxLayer),
            MaxLength = (int?)section.Integer("max_length", 1, MaxTokens),
            QueryPrefix = section.Prompt("query_prefix"),
            PassagePrefix = section.Prompt("passage_prefix"),
            InstructionPrefix = ReadInstruction(section),
            Provider = section.Choice<ExecutionProvider>("provider") ?? defaults.Provider,
            Threads = (int?)section.Integer("threads", 1, MachineSettings.MostThreads),
            GraphOptimization = section.Choice<GraphOptimization>("graph_optimization") ?? defaults.GraphOptimization,
            KeepOptimized = section.Truth("keep_optimized") ?? defaults.KeepOptimized,
            Mlx = section.Node("mlx") is { } mlx ? ReadMlx(mlx) : defaults.Mlx,
            FastDimensions = (int?)section.Integer("fast_dimensions", 8, MaxLayer),
            IndexPrecision = section.Choice<IndexPrecision>("index_precision") ?? defaults.IndexPrecision,
            Notes = ReadNotes(section),
            Ranking = section.Node("ranking") is { } ranking ? ReadRanking(ranking) : defaults.Ranking,
            Projections = section.Node("projections") is { } node ? ReadProjections(node, version) : defaults.Projections,
        };
    }

    /// <summary>The prompt of a model that follows instructions.</summary>
    public static string? ReadInstruction(RecipeSection section)
    {
        const string key = "instruction_prefix";
        return section.Prompt(key) is not { } prompt || prompt.Contains("{instruction}", StringComparison.Ordinal)
            ? section.Prompt(key)
            : throw section.OutOfRange(section.Node(key)!, key, "a text with {instruction} where the instruction goes");
    }

    private static int ReadVersion(RecipeSection section)
    {
        var version = section.Integer("version", 0, int.MaxValue) ?? Recipe.CurrentVersion;
        return version is 1 or 2
            ? (int)version
            : throw new RecipeException(RecipeError.UnsupportedVersion, section.Node("version")!.Position,
                $"version is {version}; this program reads 1 and 2. Write version: {Recipe.CurrentVersion}, or use a newer patina.");
    }

    /// <summary>One word, or one for questions and one for batches.</summary>
    private static (RuntimeChoice? Runtime, RuntimeChoice? Query) ReadRuntimes(RecipeSection section)
    {
        const string key = "runtime";
        if (section.Node(key) is not YamlMapping node)
            return (section.Choice<RuntimeChoice>(key), null);
        var parts = new RecipeSection(node, key, ["query", "batch"]);
        RuntimeChoice Part(string name) => parts.Node(name) is not { } part
            ? throw new RecipeException(RecipeError.MissingKey, node.Position, $"{parts.PathOf(name)} is missing; expected {{query: RUNTIME, batch: RUNTIME}} of onnx and mlx.")
            : parts.Choice<RuntimeChoice>(name) is { } choice and (RuntimeChoice.Onnx or RuntimeChoice.Mlx) ? choice
            : throw parts.OutOfRange(part, name, "onnx or mlx: which of them it is must not change by itself");
        var (query, batch) = (Part("query"), Part("batch"));
        return (batch, query == batch ? null : query);
    }

    private static MlxLimits ReadMlx(YamlNode node)
    {
        var section = new RecipeSection(node, "mlx", ["memory_limit", "cache_limit"]);
        long? Limit(string key, Func<string, long?> parse, string range) => section.Node(key) is not { } value ? null
            : parse(section.TextOf(value, section.PathOf(key))) ?? throw section.OutOfRange(value, key, $"{ByteSize.Form}, {range}");
        var limits = new MlxLimits
        {
            Memory = Limit("memory_limit", MlxLimits.ParseMemory, "from 64MB to 16TB"),
            Cache = Limit("cache_limit", MlxLimits.ParseCache, "up to 16TB; 0MB for none"),
        };
        return limits.Cache > limits.Memory ? throw section.OutOfRange(section.Node("cache_limit")!, "cache_limit", "at most mlx.memory_limit") : limits;
    }

    private static List<string> ReadNotes(RecipeSection section)
    {
        const string expected = "a list of globs like 'docs/notes/**/*.md'";
        var globs = new List<string>();
        foreach (var node in section.List("notes", expected) ?? [])
        {
            var glob = section.TextOf(node, "notes");
            if (Path.IsPathRooted(glob) || glob.Contains('\\') || glob.Contains(':') || glob.Split('/').Contains(".."))
                throw section.OutOfRange(node, "notes", "a glob within the project, relative to its root, with '/'");
            globs.Add(glob);
        }

        return globs;
    }

    /// <summary>Which names there are is for the search to say.</summary>
    private static List<RankingOverride> ReadRanking(YamlNode node)
    {
        var names = node is YamlMapping { Entries: var entries } ? entries.Select(entry => entry.Key.Text).Distinct().Take(MaxWeights).ToList() : [];
        var section = new RecipeSection(node, "ranking", names);
        return [.. section.Keys.Select(name => new RankingOverride(name, section.NumberFrom(name, 0, 100)!.Value, section.Node(name)!.Position))];
    }

    /// <param name="node">The value of the key <c>projections</c>.</param>
    public static IReadOnlyList<ProjectionRecipe> ReadProjections(YamlNode node, int version)
    {
        var section = new RecipeSection(node, "projections", ProjectionRecipe.KnownNames);
        return [.. section.Keys.Select(name => ReadProjection(name, section.Node(name)!, version))];
    }

    private static ProjectionRecipe ReadProjection(string name, YamlNode node, int version)
    {
        var section = new RecipeSection(node, $"projections.{name}", name == "temporal" ? [.. ProjectionKeys, "partners"] : ProjectionKeys);
        var defaults = ProjectionRecipe.DefaultOf(name);
        return new ProjectionRecipe
        {
            Name = name,
            Layers = ReadLayers(section, version) ?? defaults.Layers,
            Epochs = (int)(section.Integer("epochs", 1, 100_000) ?? defaults.Epochs),
            BatchSize = (int)(section.Integer("batch_size", 2, 65_536) ?? defaults.BatchSize),
            LearningRate = section.Number("learning_rate", 0, 1) ?? defaults.LearningRate,
            Loss = section.Choice<LossChoice>("loss") ?? defaults.Loss,
            Margin = section.Number("margin", 0, 2) ?? defaults.Margin,
            Temperature = section.Number("temperature", 0, 10) ?? defaults.Temperature,
            HardNegatives = ReadHardNegatives(section, defaults),
            Partners = name == "temporal" ? section.NumberFrom("partners", 0, MostPartnerShare) : null,
            Seed = section.Integer("seed", 0, long.MaxValue) ?? defaults.Seed,
            Instruction = section.Text("instruction"),
            Traceable = section.Truth("traceable") ?? defaults.Traceable,
            Position = (section.Node("layers") ?? node).Position,
        };
    }

    /// <returns>Null for the word <c>auto</c>.</returns>
    private static int? ReadHardNegatives(RecipeSection section, ProjectionRecipe defaults)
    {
        const string key = "hard_negatives";
        return section.Node(key) is YamlScalar { IsPlain: true, Text: "auto" } ? null : (int)(section.Integer(key, 0, MostHardNegatives) ?? defaults.HardNegatives ?? 0);
    }

    private static LayerSizes? ReadLayers(RecipeSection section, int version)
    {
        var expected = version == 1
            ? "three numbers, [input, hidden, output], in a recipe of version 1"
            : "[hidden, output], or [input, hidden, output] with the model's dimension first";
        if (section.List("layers", expected) is not { } items)
            return null;

        var node = section.Node("layers")!;
        if (items.Count != 3 && (items.Count != 2 || version == 1))
        {
            throw new RecipeException(RecipeError.WrongLayerCount, node.Position,
                $"{section.PathOf("layers")} is {node.Description}; expected {expected}. A projection has one hidden layer.");
        }

        var sizes = items.Select(item => ReadLayer(section, item)).ToArray();
        return sizes.Length == 2 ? new LayerSizes(null, sizes[0], sizes[1]) : new LayerSizes(sizes[0], sizes[1], sizes[2]);
    }

    private static int ReadLayer(RecipeSection section, YamlNode item)
    {
        var expected = $"whole numbers from 1 to {MaxLayer}";
        if (item is not YamlScalar { IsPlain: true } scalar || !long.TryParse(scalar.Text, out var size))
            throw section.Wrong(item, section.PathOf("layers"), expected);
        return size is >= 1 and <= MaxLayer ? (int)size : throw section.OutOfRange(item, "layers", expected);
    }
}
