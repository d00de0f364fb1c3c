using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Patina.Embeddings;

namespace Patina.Oxidize.Recipes;

/// <summary>
/// What <c>.patina/oxidize.yaml</c> says: which model embeds the project, and which projections are trained on its own
/// relations. Read it with <see cref="RecipeFile"/>.
/// </summary>
public sealed record Recipe
{
    /// <summary>The version that <c>patina init</c> writes.</summary>
    public const int CurrentVersion = 2;

    public const string DefaultModel = "patina-static-v1";

    /// <summary>The recipe of a project that has none.</summary>
    public static Recipe Default { get; } = new();

    /// <summary>1 or 2. In version 1 <c>layers</c> must name the model's dimension.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>A name in the registry, a model on a hub as <c>owner/name</c>, or a folder.</summary>
    public string EmbeddingModel { get; init; } = DefaultModel;

    public RuntimeChoice Runtime { get; init; } = RuntimeChoice.Auto;

    /// <summary>What computes questions, where <see cref="Runtime"/> computes the rest only; null where one computes all.</summary>
    public RuntimeChoice? QueryRuntime { get; init; }

    public PrecisionChoice Precision { get; init; } = PrecisionChoice.Auto;

    /// <summary>Which layer's output is pooled, for models that were not made for embedding: −1 the last, −2 the one before. Null: the model's own.</summary>
    public int? ExtractionLayer { get; init; }

    /// <summary>How token vectors become one. Null: the model's own.</summary>
    public PoolingChoice? Pooling { get; init; }

    /// <summary>Keeps only so many leading numbers of each vector (Matryoshka). Null: all.</summary>
    public int? Dimensions { get; init; }

    /// <summary>Tokens of a text that count. Null: the model's own.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Written before a question. Null: the model's own; empty: none.</summary>
    public string? QueryPrefix { get; init; }

    /// <summary>Written before something to be found. Null: the model's own; empty: none.</summary>
    public string? PassagePrefix { get; init; }

    /// <summary>Written before a question that comes with an instruction, which <c>{instruction}</c> stands for. Null: the model's own.</summary>
    public string? InstructionPrefix { get; init; }

    /// <summary>What hardware ONNX Runtime uses.</summary>
    public ExecutionProvider Provider { get; init; } = ExecutionProvider.Auto;

    /// <summary>Processors to use; null for all.</summary>
    public int? Threads { get; init; }

    /// <summary>How far ONNX Runtime may rewrite a graph.</summary>
    public GraphOptimization GraphOptimization { get; init; } = GraphOptimization.All;

    /// <summary>Whether rewritten graphs are kept for the next start.</summary>
    public bool KeepOptimized { get; init; }

    /// <summary>What MLX may take of memory.</summary>
    public MlxLimits Mlx { get; init; } = MlxLimits.Default;

    /// <summary>Keeps an additional smaller index of this many leading numbers; null for none.</summary>
    public int? FastDimensions { get; init; }

    /// <summary>How the indexes store vectors.</summary>
    public IndexPrecision IndexPrecision { get; init; } = IndexPrecision.F16;

    /// <summary>Globs of further folders with notes, relative to the project, with <c>/</c>.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Weights of the ranking that differ from the usual ones. They decide no vector, so they are no part of <see cref="Hash"/>.</summary>
    public IReadOnlyList<RankingOverride> Ranking { get; init; } = [];

    /// <summary>By name; a recipe without the key <c>projections</c> has all of <see cref="ProjectionRecipe.KnownNames"/>, an empty mapping has none.</summary>
    public IReadOnlyList<ProjectionRecipe> Projections { get; init; } = [.. ProjectionRecipe.KnownNames.Select(ProjectionRecipe.DefaultOf)];

    /// <summary>
    /// Lower-case hex digest of what decides the vectors and indexes. Comments, order, spelling and <c>notes</c>, whose
    /// effect is in the events, do not change it; nor does what computes the model, which changes rounding only.
    /// </summary>
    public string Hash
    {
        get
        {
            var canonical = new StringBuilder();
            canonical.Append(CultureInfo.InvariantCulture,
                $"model={EmbeddingModel}\nprecision={Precision}\nlayer={ExtractionLayer}\npooling={Pooling}\nfast={FastDimensions}\n");
            AppendIfSet("dimensions", Dimensions);
            AppendIfSet("max_length", MaxLength);
            AppendIfSet("query_prefix", QueryPrefix);
            AppendIfSet("passage_prefix", PassagePrefix);
            AppendIfSet("instruction_prefix", InstructionPrefix);
            AppendIfSet("index", IndexPrecision == IndexPrecision.F16 ? null : IndexPrecision.ToString());
            foreach (var projection in Projections)
                canonical.Append(CultureInfo.InvariantCulture, $"{projection.Name}={projection.Hash}\n");
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ToString())));

            // Keys that came later leave the digest of recipes without them as it was.
            void AppendIfSet<T>(string key, T? value) =>
                canonical.Append(CultureInfo.InvariantCulture, $"{(value is null ? "" : $"{key}={value}\n")}");
        }
    }
}
