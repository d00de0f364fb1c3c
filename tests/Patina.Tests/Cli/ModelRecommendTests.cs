using System.Text.Json;
using Patina.Cli.Advice;
using Patina.Cli.Models;
using Patina.Embeddings.Machines;
using Patina.Embeddings.Registry;
using Patina.Memory.Diagnostics;

namespace Patina.Tests.Cli;

public sealed class ModelRecommendTests
{
    private static readonly Machine Mac = new("Apple M2 Max", 12, 96 * 1024, Accelerator.Apple);
    private static readonly Machine Laptop = new("some processor", 8, 16 * 1024, Accelerator.None);

    private static readonly ProjectTraits English = new(300, 4000, true, [new LanguageCount("rust", 250)], [new ProseShare(ProseLanguage.English, 1)]);

    [Fact]
    public void Advise_MacWithMuchMemory_IsTheLargestQwenOnMlx()
    {
        var advice = Advisor.Advise(Mac, English, Listings(), 30, []);

        Assert.Equal(("qwen3-embedding-8b", "mlx", FigureSource.Table), (advice[0].Facts.Name, advice[0].Runtime, advice[0].SpeedSource));
        Assert.Null(advice[0].Refusal);
    }

    [Fact]
    public void Advise_MacWithLittleMemory_LeavesOutWhatDoesNotFit()
    {
        var advice = Advisor.Advise(Mac with { MemoryMegabytes = 8 * 1024 }, English, Listings(), 30, []);

        Assert.Equal("qwen3-embedding-0.6b", advice[0].Facts.Name);
        Assert.Contains("of memory", advice.Single(model => model.Facts.Name == "qwen3-embedding-8b").Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Advise_MachineWithoutMlx_IsWhatOnnxDoesInTime()
    {
        var little = Advisor.Advise(Laptop, English, Listings(), 1, []);
        var more = Advisor.Advise(Laptop, English, Listings(), 5, []);
        var much = Advisor.Advise(Laptop, English, Listings(), 60, []);

        Assert.Equal(["bge-small-en-v1.5", "e5-base-v2", "qwen3-embedding-0.6b"], new[] { little, more, much }.Select(advice => advice[0].Facts.Name));
        Assert.Equal("needs mlx, which cannot run here", much.Single(model => model.Facts.Name == "qwen3-embedding-4b").Refusal);
    }

    [Fact]
    public void Advise_ProseInOtherLanguages_PrefersAMultilingualModel()
    {
        var chinese = English with { Prose = [new ProseShare(ProseLanguage.English, 0.6), new ProseShare(ProseLanguage.Chinese, 0.4)] };

        var advice = Advisor.Advise(Laptop, chinese, Listings(), 60, []).Where(model => model.Refusal is null).ToList();

        Assert.Equal("qwen3-embedding-0.6b", advice[0].Facts.Name);
        Assert.Contains("understands the languages that are written here", advice[0].Reasons);
        Assert.Contains("made for English, and not all prose here is", advice[^1].Reasons);
    }

    [Fact]
    public void Advise_MeasuredHere_UsesTheMeasurementAndSaysSo()
    {
        var advice = Advisor.Advise(Laptop, English, Listings(), 1, [new MeasuredModel("e5-base-v2", "onnx", 100, "mrr 0.5")]);

        Assert.Equal(("e5-base-v2", FigureSource.Measured, FigureSource.Measured), (advice[0].Facts.Name, advice[0].SpeedSource, advice[0].QualitySource));
        Assert.Equal(4000 / 100.0 / 60, advice[0].Minutes, 6);
    }

    [Theory]
    [InlineData("// the reader of the file is not the one that is used for this", "English")]
    [InlineData("// der Leser wird mit der Datei nicht geschlossen, wenn das Ende und die Mitte fehlt", "German")]
    [InlineData("// le lecteur est dans la boucle et ne ferme pas les fichiers pour les autres", "French")]
    [InlineData("def f(x):  # 读取文件并返回所有的内容，然后关闭它", "Chinese")]
    [InlineData("# このファイルを読み込んで、すべての行を返します", "Japanese")]
    [InlineData("# читает файл и возвращает все строки", "Russian")]
    [InlineData("x = y + 1", null)]
    public void Detect_ShortText_TellsItsLanguage(string text, string? language) =>
        Assert.Equal(language, ProseDetector.Detect(text)?.ToString());

    [Fact]
    public void Recommend_SmallProject_SaysWhatAndWhyAsTextAndJson()
    {
        using var project = new SampleProject();

        var text = project.Patina("model", "recommend");
        using var json = JsonDocument.Parse(project.Patina("model", "recommend", "--json").Out);

        Assert.Equal(0, text.ExitCode);
        Assert.Contains("To try it: patina model use ", text.Out, StringComparison.Ordinal);
        Assert.Contains("not measured here", text.Out, StringComparison.Ordinal);
        Assert.Equal(9, json.RootElement.GetProperty("models").GetArrayLength());
        Assert.False(json.RootElement.GetProperty("project").GetProperty("counted").GetBoolean());
    }

    private static List<ModelListing> Listings() =>
        [.. ModelRegistry.Load(Path.Combine(Repository.Root, "models", "registry.toml")).All.Select(entry => new ModelListing(entry, ModelPresence.Absent, null))];
}
