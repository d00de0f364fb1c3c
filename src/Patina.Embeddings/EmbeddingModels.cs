using Patina.Embeddings.Parity;
using Patina.Embeddings.Registry;
using Patina.Embeddings.Resolving;
using Patina.Embeddings.Static;
using Patina.Hub;

namespace Patina.Embeddings;

/// <summary>
/// Finds and opens the model that a recipe names: one that comes with the program, of the registry, of a hub's cache, or a folder. Opens no
/// connection. Thread-safe.
/// </summary>
/// <param name="runtimes">What can compute models in this program.</param>
/// <param name="registry">Read when a name is looked up that does not come with the program.</param>
/// <param name="cache">Where fetched models are; asked for when a model of a hub is looked up.</param>
/// <param name="machine">How this machine computes models, whatever a recipe says; asked for when a model is resolved.</param>
/// <param name="defaultPrecision">
/// The word for the precision of those who ask for none, as the variable <see cref="PrecisionVariable"/> has it; null for INT8 where there is one.
/// </param>
public sealed class EmbeddingModels(
    IReadOnlyList<IEmbeddingRuntime> runtimes, Lazy<ModelRegistry> registry, Lazy<HubCache> cache, string? defaultPrecision = null,
    Lazy<MachineSettings>? machine = null)
{
    /// <summary>The environment variable that chooses a precision.</summary>
    public const string PrecisionVariable = "PATINA_MODEL";

    /// <summary>The model of a project whose recipe names none.</summary>
    public const string Default = "patina-static-v1";

    /// <summary>The runtime that is chosen by model and platform.</summary>
    public const string AutoRuntime = "auto";

    private readonly Lazy<MachineSettings> _machine = machine ?? NoSettings;

    private readonly RuntimeSelection _selection = new(runtimes, machine ?? NoSettings);

    private static Lazy<MachineSettings> NoSettings { get; } = new(new MachineSettings());


    /// <summary>The names of the models that come with the program.</summary>
    public static IReadOnlyList<string> Embedded { get; } = [.. EmbeddedModel.All.Select(model => model.Name)];

    /// <summary>Whether a name may mean a model that has to be fetched: neither one that comes with the program nor a folder.</summary>
    public static bool IsOfHub(string name) => EmbeddedModel.Find(name) is null && !IsFolder(name);

    /// <summary>Whether a name means a folder.</summary>
    public static bool IsFolder(string name) => ModelReference.IsFolder(name);

    /// <summary>Opens a model.</summary>
    /// <inheritdoc cref="Resolve"/>
    public IEmbeddingEngine Open(ModelRequest request, CancellationToken cancellation = default) => Resolve(request, cancellation).Open(cancellation);

    /// <summary>Finds a model on this machine and decides what computes it.</summary>
    /// <exception cref="EmbeddingException">There is no such model or runtime, it is not fetched yet, or it is not the one that the lock pins.</exception>
    /// <exception cref="HubException"><see cref="HubError.Damaged"/>: a fetched file was cut short or changed.</exception>
    public ResolvedModel Resolve(ModelRequest request, CancellationToken cancellation = default)
    {
        if (request.QueryRuntime is not { } other || other == request.Runtime)
            return ResolveAlone(request, cancellation);

        var batches = ResolveAlone(request, cancellation);
        var questions = ResolveAlone(request with { Runtime = other }, cancellation);
        return batches with { Questions = questions, Pin = Join(batches.Pin, questions.Pin), Verdicts = new ParityVerdicts(_machine.Value.ParityFolder) };
    }

    /// <summary>On one runtime.</summary>
    private ResolvedModel ResolveAlone(ModelRequest request, CancellationToken cancellation)
    {
        if (EmbeddedModel.Find(request.Name) is { } embedded)
            return ResolveFolder(request, embedded.Name, embedded.Folder, null, embedded.Digests);

        var reference = ModelReference.Parse(request.Name);
        if (reference.Folder is { } folder)
            return ResolveFolder(request, request.Name, ProjectFolder.Locate(folder, request.ProjectRoot), null, NoDigests);

        var entry = EntryOf(reference);
        if (entry?.Folder is { } named)
            return ResolveFolder(request, entry.Name, named, entry, entry.Sha256);
        return ResolveFetched(request, HubModel.Of(reference, entry, request.Pins), cancellation);
    }

    /// <summary>Why <c>auto</c> took another runtime than MLX for a network; null where it took it, where a runtime was asked for, and for a table of vectors.</summary>
    /// <param name="model">What the request was resolved to.</param>
    /// <returns>A clause to stand after "because".</returns>
    public string? WhyNotMlx(ModelRequest request, ResolvedModel model) =>
        request.Runtime != AutoRuntime || model.Runtime.Name is "static" or "mlx" ? null
            : _selection.WhyNotMlx(model.Entry, runtime => runtime.WhyNot(model.Files, model.Options with { WeightsFile = null }));

    /// <summary>Says where a model is to be fetched from, and which of its files; null if it is not one of a hub.</summary>
    /// <exception cref="EmbeddingException">There is no such model or runtime.</exception>
    public ModelSource? SourceOf(ModelRequest request)
    {
        if (EmbeddedModel.Find(request.Name) is not null)
            return null;
        var reference = ModelReference.Parse(request.Name);
        if (reference.Folder is not null)
            return null;
        var entry = EntryOf(reference);
        if (entry?.Folder is not null)
            return null;

        var model = HubModel.Of(reference, entry, request.Pins);
        foreach (var runtime in RuntimesOf(request).Where(runtime => entry is not null || runtime != AutoRuntime))
            _selection.Choose(model.Name, runtime, entry, saysStatic: entry?.Runtimes is ["static"], static _ => null);
        return new ModelSource(
            model.Name, model.Repository, model.Revision,
            new FileSelection(ModelFileChoice.Settings, (paths, settings) => FilesOf(request, model, paths, new ModelFiles(settings.Folder, settings.Blobs))),
            model.Expected);
    }

    /// <summary>Reads a model that comes with the program and compares it with what was shipped.</summary>
    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.BadWeights"/>: it was changed; and as <see cref="Open"/>.</exception>
    public void VerifyEmbedded(string modelName)
    {
        var embedded = EmbeddedModel.Find(modelName)
            ?? throw new ArgumentException($"'{modelName}' does not come with the program.", nameof(modelName));
        Open(new ModelRequest { Name = modelName, Runtime = "static", ProjectRoot = AppContext.BaseDirectory }).Dispose();

        var weights = StaticModelFiles.Find(embedded.Folder).Weights;
        if (StaticFingerprint.Digest(weights) != embedded.WeightsDigest)
        {
            throw new EmbeddingException(EmbeddingError.BadWeights,
                $"{weights}: is not the file that was shipped (SHA-256 {embedded.WeightsDigest}). Build or install the program again.");
        }
    }

    private static IReadOnlyDictionary<string, string> NoDigests { get; } = new Dictionary<string, string>();

    /// <summary>What a request names, and its entry in the registry.</summary>
    /// <exception cref="EmbeddingException">There is no such model, or it is one that comes with the program and has no checkpoint.</exception>
    internal (ModelReference Reference, ModelEntry? Entry) ReferenceOf(ModelRequest request)
    {
        if (EmbeddedModel.Find(request.Name) is not null)
            throw new EmbeddingException(EmbeddingError.Unsupported, $"{request.Name} is a table of vectors, no network. Name another model.");
        var reference = ModelReference.Parse(request.Name);
        return (reference, EntryOf(reference));
    }

    /// <summary>What registry and request say of a model.</summary>
    internal EngineOptions OptionsOf(ModelRequest request, string name, ModelEntry? entry) => Options(request, name, entry) with { Precision = PrecisionOf(request) };

    private ModelEntry? EntryOf(ModelReference reference)
    {
        if (reference.Name is not { } name)
            return null;
        return registry.Value.Find(name) ?? throw new EmbeddingException(EmbeddingError.UnknownModel,
            $"embedding_model '{name}' is not known. In .patina/oxidize.yaml, write a name that `patina model list` shows, a model of the hub as "
            + "hf:owner/name, or a folder (./folder or an absolute path).");
    }

    private ResolvedModel ResolveFolder(
        ModelRequest request, string name, string folder, ModelEntry? entry, IReadOnlyDictionary<string, string> digests)
    {
        var files = new ModelFiles(folder);
        var saysStatic = ModelFileChoice.SaysStatic(folder);
        var options = Options(request, name, entry) with { Precision = saysStatic ? request.Precision : PrecisionOf(request), Digests = digests };
        var runtime = _selection.Choose(name, request.Runtime, entry, saysStatic, candidate => candidate.WhyNot(files, options));
        return new ResolvedModel(runtime, files, options, null, entry);
    }

    private ResolvedModel ResolveFetched(ModelRequest request, HubModel model, CancellationToken cancellation)
    {
        var commit = cache.Value.CommitOf(model.Repository, model.Revision) ?? throw model.NotFetched("is not on this machine");
        var paths = cache.Value.Paths(model.Repository, commit);
        if (paths.Count == 0)
            throw model.NotFetched($"is not on this machine as of {commit[..12]}");

        var settings = ModelFileChoice.Settings(paths);
        RequireFetched(model, commit, settings);
        var opened = cache.Value.Open(model.Repository, commit, settings, cancellation: cancellation);
        var weights = WeightsOf(request, model, paths, new ModelFiles(opened.Folder, opened.Blobs));
        RequireFetched(model, commit, weights.Paths);
        var snapshot = cache.Value.Open(model.Repository, commit, [.. settings, .. weights.Paths], cancellation: cancellation);
        model.Check(snapshot);

        var files = new ModelFiles(snapshot.Folder, snapshot.Blobs);
        var options = Options(request, model.Name, model.Entry) with
        {
            Precision = weights.Precision,
            WeightsFile = weights.Graph,
            Digests = snapshot.Sha256,
        };
        if (weights.Runtime.WhyNot(files, options) is { } refusal)
            throw new EmbeddingException(EmbeddingError.Unsupported, $"{model.Name} cannot run on the {weights.Runtime.Name} runtime: {refusal}.");
        return new ResolvedModel(weights.Runtime, files, options, new ModelPin(model.Repository.Value, commit, snapshot.Sha256), model.Entry);
    }

    private void RequireFetched(HubModel model, string commit, IReadOnlyList<string> paths)
    {
        if (paths.FirstOrDefault(path => !cache.Value.Has(model.Repository, commit, path)) is { } missing)
            throw model.NotFetched($"lacks {missing} on this machine");
    }

    /// <summary>The weights that the runtimes of a request need.</summary>
    private IReadOnlyList<string> FilesOf(ModelRequest request, HubModel model, IReadOnlyList<string> paths, ModelFiles settings) =>
        [.. RuntimesOf(request).SelectMany(runtime => WeightsOf(request with { Runtime = runtime }, model, paths, settings).Paths).Distinct()];

    private static IEnumerable<string> RuntimesOf(ModelRequest request) => new[] { request.Runtime, request.QueryRuntime ?? request.Runtime }.Distinct();

    /// <summary>Both are of one commit; each names the files that its runtime reads.</summary>
    private static ModelPin? Join(ModelPin? pin, ModelPin? other) => pin is null || other is null ? pin
        : pin with { Files = new Dictionary<string, string>(pin.Files.Concat(other.Files).DistinctBy(file => file.Key)) };

    /// <summary>Decides by the settings what computes the model, and which weights that needs.</summary>
    private WeightChoice WeightsOf(ModelRequest request, HubModel model, IReadOnlyList<string> paths, ModelFiles settings)
    {
        var saysStatic = ModelFileChoice.SaysStatic(settings.Folder);
        var runtime = _selection.Choose(
            model.Name, request.Runtime, model.Entry, saysStatic, candidate => request.Runtime == AutoRuntime ? WhyNotWeights(candidate, paths, settings) : null);
        return runtime.Name == "static" ? WeightChoice.OfTable(runtime, model, paths)
            : WeightChoice.OfNetwork(runtime, model, paths, settings, PrecisionOf(request), request.ExtractionLayer ?? model.Entry?.ExtractionLayer);
    }

    /// <summary>Why <c>auto</c> leaves a runtime out that computes safetensors: what it would need is not in the repository.</summary>
    private static string? WhyNotWeights(IEmbeddingRuntime runtime, IReadOnlyList<string> paths, ModelFiles settings) =>
        !runtime.NeedsSafetensors ? null
        : ModelFileChoice.Safetensors(paths).Count == 0 ? "the repository has no safetensors weights" : runtime.WhyNotArchitecture(settings);

    private ModelPrecision? PrecisionOf(ModelRequest request)
    {
        if (string.IsNullOrEmpty(defaultPrecision))
            return request.Precision;

        var precision = Precisions.Parse(defaultPrecision) ?? throw new EmbeddingException(EmbeddingError.BadConfig,
            $"{PrecisionVariable} is '{defaultPrecision}'; expected one of {string.Join(", ", Precisions.Words)}. Correct the variable, or unset it.");
        return request.Precision is null || request.Precision == precision ? precision : throw new EmbeddingException(EmbeddingError.BadConfig,
            $"{PrecisionVariable} is {defaultPrecision}, the recipe says precision: {Precisions.WordOf(request.Precision.Value)}. Remove one of the two.");
    }

    private EngineOptions Options(ModelRequest request, string name, ModelEntry? entry) => new()
    {
        ModelName = name,
        Dimensions = request.Dimensions,
        Pooling = request.Pooling ?? entry?.Pooling,
        ExtractionLayer = request.ExtractionLayer ?? entry?.ExtractionLayer,
        QueryPrompt = request.QueryPrompt ?? entry?.QueryPrefix,
        PassagePrompt = request.PassagePrompt ?? entry?.PassagePrefix,
        InstructionPrompt = request.InstructionPrompt ?? entry?.InstructionPrefix,
        MaxLength = request.MaxLength ?? entry?.MaxLength,
        Provider = _machine.Value.Provider ?? request.Provider,
        Threads = _machine.Value.Threads ?? request.Threads,
        Mlx = _machine.Value.Mlx.Or(request.Mlx),
        Optimization = request.Optimization,
        OptimizedModels = request.KeepOptimized ? _machine.Value.GraphFolder : null,
    };
}
