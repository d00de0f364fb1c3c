using System.Globalization;
using System.Text.RegularExpressions;
using Patina.Embeddings;
using Patina.Hub;
using Patina.Oxidize.Recipes;
using Patina.Oxidize.Recipes.Yaml;

namespace Patina.Sharing.Recipes;

/// <summary>Turns the text of a shared recipe into a <see cref="SharedRecipe"/>, or says in which line it is none.</summary>
internal static partial class SharedRecipeReader
{
    private const int MaxNameLength = 64;
    private const int MaxFiles = 64;
    private const int MaxCount = 1_000_000_000;

    private static readonly string[] FileKeys =
    [
        "patina_recipe", "name", "description", "author", "license", "model", "limits", "fast_dimensions", "projections", "evaluation", "hardware", "project",
    ];

    private static readonly string[] ModelKeys =
    [
        "id", "name", "revision", "precision", "extraction_layer", "pooling", "dimensions", "max_length", "query_prefix", "passage_prefix", "instruction_prefix", "files",
    ];

    /// <param name="file">What to call it in messages.</param>
    /// <exception cref="RecipeException">The text is no shared recipe.</exception>
    public static SharedRecipe Read(string file, string text)
    {
        var section = new RecipeSection(YamlReader.Read(file, text), "", FileKeys);
        CheckVersion(section);
        return new SharedRecipe
        {
            Name = Word(section, "name", Required(section, "name")),
            Description = Prose(section, "description"),
            Author = Prose(section, "author"),
            License = License(section),
            Model = ReadModel(Section(section, "model", ModelKeys)
                ?? throw Missing(section, "model")),
            Limits = ReadLimits(Section(section, "limits", ["runtime", "memory_mb"])),
            FastDimensions = (int?)section.Integer("fast_dimensions", 8, RecipeReader.MaxLayer),
            Projections = section.Node("projections") is { } node ? RecipeReader.ReadProjections(node, Recipe.CurrentVersion) : [],
            Evaluation = [.. (section.List("evaluation", "a list of figures") ?? []).Select(FigureReader.Read)],
            Hardware = Section(section, "hardware", ["processor", "cores", "memory_mb", "accelerator"]) is { } hardware ? ReadHardware(hardware) : null,
            Project = Section(section, "project", ["files", "chunks", "commits", "languages"]) is { } project ? ReadProject(project) : null,
        };
    }

    internal static string Word(RecipeSection section, string key, YamlNode node)
    {
        var text = section.TextOf(node, section.PathOf(key));
        return text.Length <= MaxNameLength && WordForm().IsMatch(text)
            ? text
            : throw section.OutOfRange(node, key, $"at most {MaxNameLength} letters, digits, spaces, '.', '_', '-' and '+', beginning with a letter or digit");
    }

    internal static YamlNode Required(RecipeSection section, string key) => section.Node(key) ?? throw Missing(section, key);

    internal static RecipeException Missing(RecipeSection section, string key) =>
        new(RecipeError.MissingKey, section.Position, $"{section.PathOf(key)} is missing. A shared recipe must have it.");

    private static void CheckVersion(RecipeSection section)
    {
        var version = section.Integer("patina_recipe", 0, int.MaxValue)
            ?? throw new RecipeException(RecipeError.MissingKey, section.Position,
                "patina_recipe is missing: this is no shared recipe. Make one with: patina recipe export");
        if (version != SharedRecipe.CurrentVersion)
        {
            throw new RecipeException(RecipeError.UnsupportedVersion, section.Node("patina_recipe")!.Position,
                $"patina_recipe is {version}; this program reads {SharedRecipe.CurrentVersion}. Use a newer patina.");
        }
    }

    private static string License(RecipeSection section)
    {
        var node = Required(section, "license");
        var text = section.TextOf(node, "license");
        return text.Length <= MaxNameLength && LicenseForm().IsMatch(text)
            ? text
            : throw section.OutOfRange(node, "license", "an SPDX expression such as MIT or CC-BY-4.0");
    }

    /// <summary>Text for people: it is shown, never used.</summary>
    private static string? Prose(RecipeSection section, string key) =>
        section.Text(key) is not { } text || !text.Any(letter => letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029')
            ? section.Text(key)
            : throw section.OutOfRange(section.Node(key)!, key, "text without marks that change its direction or break its line");

    private static SharedModel ReadModel(RecipeSection section)
    {
        var node = Required(section, "id");
        var id = section.TextOf(node, "model.id");
        var ofHub = id.StartsWith(SharedModel.HubPrefix, StringComparison.Ordinal);
        if (ofHub ? !RepositoryId.TryParse(id[SharedModel.HubPrefix.Length..], out _) : !EmbeddingModels.Embedded.Contains(id))
            throw section.OutOfRange(node, "id", $"hf:owner/name, or {Recipe.DefaultModel}; never a folder or an address");

        return new SharedModel
        {
            Id = id,
            Name = section.Node("name") is { } name ? Word(section, "name", name) : null,
            Revision = ReadRevision(section, ofHub),
            Precision = section.Choice<PrecisionChoice>("precision") ?? PrecisionChoice.Auto,
            Pooling = section.Choice<PoolingChoice>("pooling", RecipeKeys.PoolingWord),
            ExtractionLayer = (int?)section.Integer("extraction_layer", -1024, 1024),
            Dimensions = (int?)section.Integer("dimensions", 1, RecipeReader.MaxLayer),
            MaxLength = (int?)section.Integer("max_length", 1, RecipeReader.MaxTokens),
            QueryPrefix = section.Prompt("query_prefix"),
            PassagePrefix = section.Prompt("passage_prefix"),
            InstructionPrefix = RecipeReader.ReadInstruction(section),
            Files = ReadFiles(section),
        };
    }

    private static string? ReadRevision(RecipeSection section, bool ofHub)
    {
        if (!ofHub)
        {
            return section.Node("revision") is { } unexpected
                ? throw section.OutOfRange(unexpected, "revision", "none: the model comes with the program")
                : null;
        }

        var node = Required(section, "revision");
        var text = section.TextOf(node, "model.revision");
        return Revision.IsCommitHash(text) ? text : throw section.OutOfRange(node, "revision", "a commit of 40 hexadecimal digits; a branch may change");
    }

    private static Dictionary<string, string> ReadFiles(RecipeSection section)
    {
        var files = new Dictionary<string, string>();
        if (section.Node("files") is not { } node)
            return files;
        const string expected = "a mapping of the model's files to their SHA-256";
        var mapping = node as YamlMapping ?? throw section.Wrong(node, "model.files", expected);
        if (mapping.Entries.Count > MaxFiles)
            throw section.OutOfRange(node, "files", $"{expected}, at most {MaxFiles} of them");
        foreach (var (path, value) in mapping.Entries)
        {
            if (!RepositoryPath.IsSafe(path.Text))
                throw section.OutOfRange(path, "files", "paths that stay in the model's repository");
            if (value is not YamlScalar { Text: var digest } || !DigestForm().IsMatch(digest))
                throw section.OutOfRange(value, "files", "a SHA-256 of 64 lower-case hexadecimal digits for each file");
            if (!files.TryAdd(path.Text, digest))
                throw new RecipeException(RecipeError.DuplicateKey, path.Position, "model.files names a file twice. Remove one of the two lines.");
        }

        return files;
    }

    private static SharedLimits ReadLimits(RecipeSection? section) => section is null ? new() : new()
    {
        Runtime = section.Choice<RuntimeChoice>("runtime") ?? RuntimeChoice.Auto,
        MemoryMegabytes = (int?)section.Integer("memory_mb", 1, 1 << 24),
    };

    private static SharedHardware ReadHardware(RecipeSection section) => new(
        Prose(section, "processor"),
        Count(section, "cores", 1, 65_536),
        Count(section, "memory_mb", 1, 1 << 30),
        Prose(section, "accelerator"));

    private static SharedProject ReadProject(RecipeSection section) => new(
        Count(section, "files", 0, MaxCount), Count(section, "chunks", 0, MaxCount), Count(section, "commits", 0, MaxCount), ReadLanguages(section));

    private static List<KeyValuePair<string, int>> ReadLanguages(RecipeSection section)
    {
        var languages = new List<KeyValuePair<string, int>>();
        if (section.Node("languages") is not { } node)
            return languages;
        const string expected = "a mapping of languages to their number of files, at most 64 of them";
        if (node is not YamlMapping { Entries: { Count: <= 64 } entries })
            throw section.OutOfRange(node, "languages", expected);
        foreach (var (key, value) in entries)
        {
            if (value is not YamlScalar { IsPlain: true } scalar || !int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var files) || files > MaxCount)
                throw section.OutOfRange(value, "languages", expected);
            var language = Word(section, "languages", key);
            if (languages.Any(known => known.Key == language))
                throw new RecipeException(RecipeError.DuplicateKey, key.Position, $"project.languages names {language} twice. Remove one of the two lines.");
            languages.Add(new(language, files));
        }

        return languages;
    }

    private static int Count(RecipeSection section, string key, int least, int most) =>
        (int)(section.Integer(key, least, most) ?? throw Missing(section, key));

    private static RecipeSection? Section(RecipeSection parent, string key, string[] keys) =>
        parent.Node(key) is { } node ? new RecipeSection(node, key, keys) : null;

    [GeneratedRegex(@"\A[\p{L}\p{Nd}][\p{L}\p{Nd} ._+-]*\z")]
    private static partial Regex WordForm();

    [GeneratedRegex(@"\A[A-Za-z0-9(][A-Za-z0-9.+() -]*\z")]
    private static partial Regex LicenseForm();

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex DigestForm();
}
