using Patina.Hub;
using Patina.Toml;

namespace Patina.Embeddings.Registry;

/// <summary>Turns one model's table into a <see cref="ModelEntry"/>.</summary>
internal sealed class EntryReader(string name, IReadOnlyList<TomlTable> layers)
{
    private const int MaxDimensions = 65_536;

    /// <summary>What the registries of the Rust tool say beside; it has no meaning here.</summary>
    private static readonly string[] Ignored = ["rust_support", "parameters", "languages"];

    private static readonly string[] Known =
    [
        "name", "description", "dimensions", "metric", "source", "license", "use_case", "performance", "maturity", "repository", "revision",
        "path", "runtimes", "pooling", "query_prefix", "passage_prefix", "instruction_prefix", "max_length", "extraction_layer", "matryoshka",
        "files", "sha256", "download_quantized", "download_tokenizer", .. Precisions.Words.Select(word => "size_" + word), .. Ignored,
    ];

    private readonly RegistryTable _table = new($"models.{name}", layers);

    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.BadRegistry"/>.</exception>
    public ModelEntry Read()
    {
        _table.CheckKeys(Known);
        CheckMetric();
        var (repository, revision, files) = ReadFiles();
        var folder = _table.Text("path") is { } path && repository is null ? FolderOf(path) : null;
        if (repository is null && folder is null)
            throw Missing("repository, such as \"BAAI/bge-small-en-v1.5\", or path, the model's folder");

        return new ModelEntry
        {
            Name = name,
            Title = _table.Text("name") ?? name,
            Description = _table.Text("description"),
            Dimensions = _table.Integer("dimensions", 1, MaxDimensions) ?? throw Missing("dimensions, the numbers in a vector"),
            Source = _table.Text("source"),
            License = _table.Text("license"),
            UseCase = _table.Text("use_case"),
            Performance = _table.Text("performance"),
            Maturity = _table.Text("maturity"),
            Repository = repository,
            Revision = revision,
            Folder = folder,
            Runtimes = _table.Texts("runtimes") ?? throw Missing("runtimes, such as [\"onnx\"]"),
            Pooling = ReadPooling(),
            QueryPrefix = _table.Text("query_prefix"),
            PassagePrefix = _table.Text("passage_prefix"),
            InstructionPrefix = _table.Text("instruction_prefix"),
            MaxLength = _table.Integer("max_length", 1, 1 << 20),
            ExtractionLayer = _table.Integer("extraction_layer", -1024, 1024),
            Matryoshka = _table.Integers("matryoshka") ?? [],
            Files = files,
            Sizes = Precisions.Words.Where(word => _table.Text("size_" + word) is not null)
                .ToDictionary(word => Precisions.Parse(word)!.Value, word => _table.Text("size_" + word)!),
            Sha256 = ReadDigests(),
            Origin = $"{_table.Position.File}, line {_table.Position.Line}",
        };
    }

    private void CheckMetric()
    {
        if (_table.Text("metric") is { } metric && metric != "cosine")
            throw RegistryTable.Bad(_table.Find("metric")!, $"models.{name}.metric is '{metric}'; the indexes know cosine");
    }

    private Pooling? ReadPooling() => _table.Text("pooling") is not { } word
        ? null
        : PoolingWords.Parse(word) ?? throw RegistryTable.Bad(_table.Find("pooling")!, $"models.{name}.pooling is '{word}'; expected one of {PoolingWords.All}");

    private (RepositoryId?, Revision?, IReadOnlyDictionary<ModelPrecision, string>) ReadFiles()
    {
        var files = new Dictionary<ModelPrecision, string>();
        foreach (var (word, (path, value)) in _table.Map("files"))
        {
            var precision = Precisions.Parse(word)
                ?? throw RegistryTable.Bad(value, $"models.{name}.files has '{word}'; expected one of {string.Join(", ", Precisions.Words)}");
            files[precision] = RepositoryPath.IsSafe(path) ? path : throw RegistryTable.Bad(value, $"models.{name}.files.{word} is no path within a repository");
        }

        var (repository, revision) = (ReadRepository(), ReadRevision());
        if (_table.Text("download_quantized") is { } address)
        {
            var (linked, state, path) = HubAddress.Parse(address) ?? throw RegistryTable.Bad(_table.Find("download_quantized")!,
                $"models.{name}.download_quantized is no address of a file on the hub (https://huggingface.co/owner/name/resolve/main/file)");
            files.TryAdd(ModelPrecision.Int8, path);
            repository ??= linked;
            revision ??= state;
        }

        return (repository, revision, files);
    }

    private RepositoryId? ReadRepository() => _table.Text("repository") is not { } text
        ? null
        : RepositoryId.TryParse(text, out var repository)
            ? repository
            : throw RegistryTable.Bad(_table.Find("repository")!, $"models.{name}.repository is no repository of the hub; expected owner/name");

    private Revision? ReadRevision()
    {
        try
        {
            return _table.Text("revision") is { } text ? Revision.Parse(text) : null;
        }
        catch (HubException error)
        {
            throw RegistryTable.Bad(_table.Find("revision")!, $"models.{name}.revision: {error.Message.TrimEnd('.')}");
        }
    }

    private Dictionary<string, string> ReadDigests()
    {
        var digests = new Dictionary<string, string>();
        foreach (var (path, (digest, value)) in _table.Map("sha256"))
        {
            digests[path] = digest.Length == 64 && !digest.AsSpan().ContainsAnyExcept("0123456789abcdef")
                ? digest
                : throw RegistryTable.Bad(value, $"models.{name}.sha256 holds {value.Description}; expected 64 hexadecimal digits in lower case");
        }

        return digests;
    }

    /// <summary>Relative to the file that names it.</summary>
    private string FolderOf(string path) =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(_table.Find("path")!.Position.File))!, path));

    private EmbeddingException Missing(string what) =>
        new(EmbeddingError.BadRegistry, $"{_table.Position}: models.{name} lacks {what}.");
}
