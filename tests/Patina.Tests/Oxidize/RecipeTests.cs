using Patina.Embeddings;
using Patina.Memory;
using Patina.Oxidize;
using Patina.Oxidize.Recipes;

namespace Patina.Tests.Oxidize;

public sealed class RecipeTests
{
    [Fact]
    public void Parse_VersionOneOfTheSpecification_ReadsEveryValue()
    {
        var recipe = RecipeFile.Parse(
            """
            # .patina/oxidize.yaml
            version: 1
            embedding_model: all-minilm-l6-v2
            runtime: onnx

            projections:
              semantic:
                layers: [384, 512, 128]
                epochs: 10
                batch_size: 32
            """);

        Assert.Equal(1, recipe.Version);
        Assert.Equal("all-minilm-l6-v2", recipe.EmbeddingModel);
        Assert.Equal(RuntimeChoice.Onnx, recipe.Runtime);
        var semantic = Assert.Single(recipe.Projections);
        Assert.Equal(("semantic", new LayerSizes(384, 512, 128), 10, 32), (semantic.Name, semantic.Layers, semantic.Epochs, semantic.BatchSize));
    }

    [Fact]
    public void Parse_VersionTwoWithAllKeys_ReadsEveryValue()
    {
        var recipe = RecipeFile.Parse(
            """
            version: 2
            embedding_model: olmo-3-7b  # Future
            runtime: mlx
            precision: fp16
            extraction_layer: -2
            pooling: mean
            dimensions: 2048
            max_length: 1024
            query_prefix: "Instruct: find\nQuery:"
            passage_prefix: ''
            instruction_prefix: "Instruct: {instruction}\nQuery:"
            provider: coreml
            threads: 4
            graph_optimization: extended
            keep_optimized: true
            fast_dimensions: 64
            index_precision: i8
            notes: [docs/notes/**/*.md, "journal/*.md"]
            projections:
              semantic:
                layers: [1024, 256]
                epochs: 50
                batch_size: 64
                learning_rate: 5e-4
                loss: triplet
                margin: 0.3
                temperature: 0.07
                seed: 7
                instruction: "Given a code function, retrieve semantically similar functions"
                traceable: true
              temporal:
                layers: [4096, 5120, 1024]
            """);

        Assert.Equal((2, "olmo-3-7b", RuntimeChoice.Mlx, PrecisionChoice.Fp16), (recipe.Version, recipe.EmbeddingModel, recipe.Runtime, recipe.Precision));
        Assert.Equal((-2, PoolingChoice.Mean, 64, IndexPrecision.I8), (recipe.ExtractionLayer, recipe.Pooling, recipe.FastDimensions, recipe.IndexPrecision));
        Assert.Equal((2048, 1024), (recipe.Dimensions, recipe.MaxLength));
        Assert.Equal(("Instruct: find\nQuery:", "", "Instruct: {instruction}\nQuery:"), (recipe.QueryPrefix, recipe.PassagePrefix, recipe.InstructionPrefix));
        Assert.Equal(
            (ExecutionProvider.CoreMl, 4, GraphOptimization.Extended, true),
            (recipe.Provider, recipe.Threads, recipe.GraphOptimization, recipe.KeepOptimized));
        Assert.Equal(["docs/notes/**/*.md", "journal/*.md"], recipe.Notes);
        Assert.Equal(["semantic", "temporal"], recipe.Projections.Select(projection => projection.Name));
        Assert.Equal(
            new ProjectionRecipe
            {
                Name = "semantic",
                Layers = new LayerSizes(null, 1024, 256),
                Epochs = 50,
                BatchSize = 64,
                LearningRate = 5e-4,
                Loss = LossChoice.Triplet,
                Margin = 0.3,
                Temperature = 0.07,
                Seed = 7,
                Traceable = true,
                Instruction = "Given a code function, retrieve semantically similar functions",
                Position = new RecipePosition(".patina/oxidize.yaml", 21, 13),
            },
            recipe.Projections[0]);
        Assert.Equal(new LayerSizes(4096, 5120, 1024), recipe.Projections[1].Layers);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("hard_negatives: 3", 3)]
    [InlineData("hard_negatives: auto", null)]
    public void Parse_HardNegatives_IsANumberOrLeftToValidation(string line, int? expected)
    {
        var recipe = RecipeFile.Parse($"projections:\n  temporal:\n    epochs: 2\n    partners: 1.5\n    {line}\n");

        Assert.Equal((expected, 1.5), (recipe.Projections[0].HardNegatives, recipe.Projections[0].Partners!.Value));
        Assert.Null(Recipe.Default.Projections.Single(projection => projection.Name == "temporal").Partners);
    }

    [Theory]
    [InlineData("runtime: {query: onnx, batch: mlx}", RuntimeChoice.Mlx, RuntimeChoice.Onnx)]
    [InlineData("runtime:\n  batch: onnx\n  query: mlx", RuntimeChoice.Onnx, RuntimeChoice.Mlx)]
    [InlineData("runtime: {query: mlx, batch: mlx}", RuntimeChoice.Mlx, null)]
    [InlineData("runtime: mlx", RuntimeChoice.Mlx, null)]
    public void Parse_RuntimeForEachPurpose_ReadsBoth(string text, RuntimeChoice batch, RuntimeChoice? query)
    {
        var recipe = RecipeFile.Parse(text);

        Assert.Equal((batch, query), (recipe.Runtime, recipe.QueryRuntime));
        Assert.Equal(Recipe.Default.Hash, recipe.Hash);
    }

    [Theory]
    [InlineData("{memory_limit: 8GB, cache_limit: 1.5GiB}", 8_000_000_000, 1_610_612_736)]
    [InlineData("{memory_limit: 64 MB}", 64_000_000, null)]
    [InlineData("{cache_limit: 0MB}", null, 0)]
    [InlineData("{}", null, null)]
    public void Parse_LimitsOfMlx_ReadsBytes(string text, object? memory, object? cache)
    {
        var recipe = RecipeFile.Parse($"mlx: {text}");

        Assert.Equal(new MlxLimits { Memory = Bytes(memory), Cache = Bytes(cache) }, recipe.Mlx);
        Assert.Equal(Recipe.Default.Hash, recipe.Hash);
    }

    private static long? Bytes(object? number) => number is null ? null : Convert.ToInt64(number, System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("runtime: {query: onnx}", RecipeError.MissingKey, 1, 10, "runtime.batch is missing")]
    [InlineData("runtime: {query: onnx, batch: static}", RecipeError.OutOfRange, 1, 31, "onnx or mlx")]
    [InlineData("runtime: {query: auto, batch: mlx}", RecipeError.OutOfRange, 1, 18, "onnx or mlx")]
    [InlineData("runtime: {query: cuda, batch: mlx}", RecipeError.WrongType, 1, 18, "auto, onnx, mlx, static")]
    [InlineData("runtime: {query: onnx, batches: mlx}", RecipeError.UnknownKey, 1, 24, "'batch'")]
    [InlineData("runtime: [onnx, mlx]", RecipeError.WrongType, 1, 10, "auto, onnx, mlx, static")]
    [InlineData("mlx: 8GB", RecipeError.WrongType, 1, 6, "a mapping")]
    [InlineData("mlx: {memory_limits: 8GB}", RecipeError.UnknownKey, 1, 7, "'memory_limit'")]
    [InlineData("mlx: {memory_limit: 8}", RecipeError.OutOfRange, 1, 21, "512MB, 8GB or 1.5GiB")]
    [InlineData("mlx: {memory_limit: -8GB}", RecipeError.OutOfRange, 1, 21, "from 64MB to 16TB")]
    [InlineData("mlx: {memory_limit: 63MB}", RecipeError.OutOfRange, 1, 21, "from 64MB to 16TB")]
    [InlineData("mlx: {memory_limit: 17TB}", RecipeError.OutOfRange, 1, 21, "from 64MB to 16TB")]
    [InlineData("mlx: {memory_limit: 1e9GB}", RecipeError.OutOfRange, 1, 21, "from 64MB to 16TB")]
    [InlineData("mlx: {cache_limit: lots}", RecipeError.OutOfRange, 1, 20, "up to 16TB")]
    [InlineData("mlx: {memory_limit: 1GB, cache_limit: 2GB}", RecipeError.OutOfRange, 1, 39, "at most mlx.memory_limit")]
    [InlineData("embedding_modle: x", RecipeError.UnknownKey, 1, 1, "'embedding_model'")]
    [InlineData("projections:\n  semantic:\n    epoch: 3", RecipeError.UnknownKey, 3, 5, "'epochs'")]
    [InlineData("projections:\n  semantics: {}", RecipeError.UnknownKey, 2, 3, "'semantic'")]
    [InlineData("version: 2\nversion: 2", RecipeError.DuplicateKey, 2, 1, "twice")]
    [InlineData("projections:\n  semantic:\n    partners: 1", RecipeError.UnknownKey, 3, 5, "partners")]
    [InlineData("projections:\n  temporal:\n    partners: 101", RecipeError.OutOfRange, 3, 15, "from 0 to 100")]
    [InlineData("projections:\n  semantic:\n    hard_negatives: 65", RecipeError.OutOfRange, 3, 21, "from 0 to 64")]
    [InlineData("projections:\n  semantic:\n    hard_negatives: many", RecipeError.WrongType, 3, 21, "whole number")]
    [InlineData("version: 3", RecipeError.UnsupportedVersion, 1, 10, "reads 1 and 2")]
    [InlineData("version: two", RecipeError.WrongType, 1, 10, "whole number")]
    [InlineData("version: \"2\"", RecipeError.WrongType, 1, 10, "whole number")]
    [InlineData("runtime: cuda", RecipeError.WrongType, 1, 10, "auto, onnx, mlx, static")]
    [InlineData("embedding_model: [a]", RecipeError.WrongType, 1, 18, "one line of text")]
    [InlineData("embedding_model:", RecipeError.WrongType, 1, 17, "one line of text")]
    [InlineData("fast_dimensions: 4", RecipeError.OutOfRange, 1, 18, "from 8")]
    [InlineData("provider: gpu", RecipeError.WrongType, 1, 11, "auto, cpu, cuda, coreml, directml")]
    [InlineData("pooling: sum", RecipeError.WrongType, 1, 10, "mean, cls, last, max, weighted_mean, none")]
    [InlineData("threads: 0", RecipeError.OutOfRange, 1, 10, "from 1")]
    [InlineData("threads: 4097", RecipeError.OutOfRange, 1, 10, "to 4096")]
    [InlineData("graph_optimization: most", RecipeError.WrongType, 1, 21, "none, basic, extended, all")]
    [InlineData("keep_optimized: 1", RecipeError.WrongType, 1, 17, "true or false")]
    [InlineData("dimensions: 0", RecipeError.OutOfRange, 1, 13, "from 1")]
    [InlineData("max_length: 0", RecipeError.OutOfRange, 1, 13, "from 1")]
    [InlineData("query_prefix:", RecipeError.WrongType, 1, 14, "in quotes")]
    [InlineData("query_prefix: null", RecipeError.WrongType, 1, 15, "in quotes")]
    [InlineData("passage_prefix: [a]", RecipeError.WrongType, 1, 17, "in quotes")]
    [InlineData("passage_prefix: \"a\\u0007\"", RecipeError.WrongType, 1, 17, "in quotes")]
    [InlineData("instruction_prefix: \"Instruct: \"", RecipeError.OutOfRange, 1, 21, "{instruction}")]
    [InlineData("index_precision: f64", RecipeError.WrongType, 1, 18, "f32, f16, i8")]
    [InlineData("notes: docs", RecipeError.WrongType, 1, 8, "a list of globs")]
    [InlineData("notes: [../other/*.md]", RecipeError.OutOfRange, 1, 9, "within the project")]
    [InlineData("notes: [/etc/*]", RecipeError.OutOfRange, 1, 9, "within the project")]
    [InlineData("projections: [semantic]", RecipeError.WrongType, 1, 14, "a mapping")]
    [InlineData("projections: {semantic: {epochs: 0}}", RecipeError.OutOfRange, 1, 34, "from 1")]
    [InlineData("projections: {semantic: {epochs: 1.5}}", RecipeError.WrongType, 1, 34, "whole number")]
    [InlineData("projections: {semantic: {epochs: 99999999999999999999}}", RecipeError.OutOfRange, 1, 34, "whole number")]
    [InlineData("projections: {semantic: {margin: 2.5}}", RecipeError.OutOfRange, 1, 34, "at most 2")]
    [InlineData("projections: {semantic: {learning_rate: 0}}", RecipeError.OutOfRange, 1, 41, "above 0")]
    [InlineData("projections: {semantic: {learning_rate: NaN}}", RecipeError.OutOfRange, 1, 41, "above 0")]
    [InlineData("projections: {semantic: {learning_rate: fast}}", RecipeError.WrongType, 1, 41, "a number")]
    [InlineData("projections: {semantic: {loss: mse}}", RecipeError.WrongType, 1, 32, "infonce, triplet")]
    [InlineData("projections: {semantic: {traceable: yes}}", RecipeError.WrongType, 1, 37, "true or false")]
    [InlineData("projections: {semantic: {layers: 256}}", RecipeError.WrongType, 1, 34, "[hidden, output]")]
    [InlineData("projections: {semantic: {layers: [256]}}", RecipeError.WrongLayerCount, 1, 34, "[hidden, output]")]
    [InlineData("projections: {semantic: {layers: [1, 2, 3, 4]}}", RecipeError.WrongLayerCount, 1, 34, "one hidden layer")]
    [InlineData("version: 1\nprojections: {semantic: {layers: [512, 128]}}", RecipeError.WrongLayerCount, 2, 34, "version 1")]
    [InlineData("projections: {semantic: {layers: [512, 0]}}", RecipeError.OutOfRange, 1, 40, "from 1")]
    [InlineData("projections: {semantic: {layers: [512, big]}}", RecipeError.WrongType, 1, 40, "from 1")]
    [InlineData("", RecipeError.WrongType, 1, 1, "a mapping")]
    [InlineData("- version", RecipeError.WrongType, 1, 1, "a mapping")]
    [InlineData("version: 2\nruntime: ]", RecipeError.BadSyntax, 2, 10, "not YAML")]
    [InlineData("a: &x 1", RecipeError.UnsupportedSyntax, 1, 4, "anchor")]
    [InlineData("a: *x", RecipeError.UnsupportedSyntax, 1, 4, "alias")]
    [InlineData("version: !!int 2", RecipeError.UnsupportedSyntax, 1, 10, "tag")]
    [InlineData("version: 2\n---\nversion: 1", RecipeError.UnsupportedSyntax, 2, 1, "second document")]
    [InlineData("[a]: 1", RecipeError.UnsupportedSyntax, 1, 1, "key")]
    public void Parse_BadRecipe_SaysWhereWhatAndWhatIsExpected(string text, RecipeError error, int line, int column, string says)
    {
        var exception = Assert.Throws<RecipeException>(() => RecipeFile.Parse(text, "oxidize.yaml"));

        Assert.Equal((error, new RecipePosition("oxidize.yaml", line, column)), (exception.Error, exception.Position));
        Assert.Equal(OxidizeError.BadRecipe, exception.Reason);
        Assert.StartsWith($"oxidize.yaml:{line}:{column}: ", exception.Message);
        Assert.Contains(says, exception.Message);
    }

    [Theory]
    [InlineData("weighted_mean", PoolingChoice.WeightedMean)]
    [InlineData("none", PoolingChoice.None)]
    [InlineData("last", PoolingChoice.Last)]
    public void Parse_Pooling_ReadsItsWord(string word, PoolingChoice expected) => Assert.Equal(expected, RecipeFile.Parse($"pooling: {word}").Pooling);

    [Fact]
    public void Parse_NestedOrHugeInput_IsRefusedEarly()
    {
        Assert.Equal(RecipeError.TooLarge, ErrorOf(string.Concat(Enumerable.Repeat("[", 5000))));
        Assert.Equal(RecipeError.TooLarge, ErrorOf("notes: [" + string.Concat(Enumerable.Repeat("a,", 5000)) + "]"));
        Assert.Equal(RecipeError.OutOfRange, ErrorOf("notes: [" + string.Concat(Enumerable.Repeat("a,", 100)) + "]"));
        Assert.Equal(RecipeError.WrongType, ErrorOf("embedding_model: " + new string('a', 2000)));
    }

    [Fact]
    public void Parse_EveryCutAndManyDamagedCopies_ThrowRecipeExceptionOrLoad()
    {
        var random = new Random(11);
        var good = RecipeTemplate.Text;
        for (var i = 0; i < 2000; i++)
        {
            var damaged = i < good.Length ? good[..i] : good.Insert(random.Next(good.Length), "[]{}:&*!|>'\"%@`,\t\0\n-"[random.Next(20)].ToString());
            var exception = Record.Exception(() => RecipeFile.Parse(damaged));
            Assert.True(exception is null or RecipeException, $"{exception}");
        }
    }

    [Fact]
    public void Create_ProjectWithoutRecipe_WritesWhatLoadsAsDefault()
    {
        using var folder = new TemporaryFolder();
        var layout = new ProjectLayout(folder.Path);
        Assert.Same(Recipe.Default, RecipeFile.Load(layout));

        Assert.True(RecipeFile.Create(layout));
        var recipe = RecipeFile.Load(layout);

        var expected = Recipe.Default with { Projections = [], Notes = [] };
        Assert.Equal(expected, recipe with { Projections = expected.Projections, Notes = expected.Notes });
        Assert.Empty(recipe.Notes);
        Assert.Equal(
            ProjectionRecipe.KnownNames.Select(ProjectionRecipe.DefaultOf),
            recipe.Projections.Select(projection => projection with { Position = ProjectionRecipe.DefaultOf("semantic").Position }));
        Assert.Equal(Recipe.Default.Hash, recipe.Hash);
        Assert.Equal(["oxidize.yaml"], Directory.GetFileSystemEntries(layout.PatinaFolder).Select(Path.GetFileName));
    }

    [Fact]
    public void Create_ProjectWithRecipe_LeavesItAlone()
    {
        using var folder = new TemporaryFolder();
        var layout = new ProjectLayout(folder.Path);
        Directory.CreateDirectory(layout.PatinaFolder);
        File.WriteAllText(layout.RecipePath, "version: 1\n");

        Assert.False(RecipeFile.Create(layout));

        Assert.Equal("version: 1\n", File.ReadAllText(layout.RecipePath));
    }

    [Fact]
    public void Load_FileThatIsNoRecipe_Throws()
    {
        using var folder = new TemporaryFolder();
        var layout = new ProjectLayout(folder.Path);
        Directory.CreateDirectory(layout.PatinaFolder);

        File.WriteAllBytes(layout.RecipePath, [0x61, 0xFF, 0xFE]);
        Assert.Equal(RecipeError.Unreadable, Assert.Throws<RecipeException>(() => RecipeFile.Load(layout)).Error);

        File.WriteAllText(layout.RecipePath, new string('#', 70_000));
        Assert.Equal(RecipeError.TooLarge, Assert.Throws<RecipeException>(() => RecipeFile.Load(layout)).Error);
    }

    [Fact]
    public void CheckModel_OtherDimension_ExplainsBothWaysOut()
    {
        var projection = RecipeFile.Parse("projections: {semantic: {layers: [768, 1024, 256]}}").Projections[0];
        projection.CheckModel("e5-base-v2", 768);

        var exception = Assert.Throws<RecipeException>(() => projection.CheckModel("qwen3-embedding-4b", 2560));

        Assert.Equal((RecipeError.LayerMismatch, 1L, 34L), (exception.Error, exception.Position.Line, exception.Position.Column));
        Assert.Contains("[1024, 256]", exception.Message);
        Assert.Contains("[2560, 1024, 256]", exception.Message);
    }

    [Fact]
    public void Hash_CommentsOrderAndNotes_DoNotChangeItButValuesDo()
    {
        var plain = RecipeFile.Parse("embedding_model: a\nruntime: onnx\nprojections: {semantic: {epochs: 3}}").Hash;

        Assert.Equal(plain, RecipeFile.Parse("# c\nnotes: [x]\nruntime: auto\nprojections:\n  semantic: {epochs: 3, batch_size: 256}\nembedding_model: 'a'").Hash);
        Assert.Equal(plain, RecipeFile.Parse(
            "embedding_model: a\nprovider: cpu\nthreads: 2\ngraph_optimization: none\nkeep_optimized: true\nprojections: {semantic: {epochs: 3}}").Hash);
        foreach (var line in new[] { "dimensions: 32", "max_length: 32", "query_prefix: ''", "passage_prefix: 'p'", "instruction_prefix: '{instruction}'" })
            Assert.NotEqual(plain, RecipeFile.Parse($"embedding_model: a\n{line}\nprojections: {{semantic: {{epochs: 3}}}}").Hash);
        Assert.NotEqual(plain, RecipeFile.Parse("embedding_model: b\nprojections: {semantic: {epochs: 3}}").Hash);
        Assert.NotEqual(plain, RecipeFile.Parse("embedding_model: a\nprojections: {semantic: {epochs: 4}}").Hash);
    }

    private static RecipeError ErrorOf(string text) => Assert.Throws<RecipeException>(() => RecipeFile.Parse(text)).Error;
}
