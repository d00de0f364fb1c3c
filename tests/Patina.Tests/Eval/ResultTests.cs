using System.Text;
using Patina.Eval;
using Patina.Eval.Results;
using Patina.Memory;
using Patina.Oxidize.Evaluation;

namespace Patina.Tests.Eval;

public sealed class ResultTests : IDisposable
{
    private static readonly Interval Half = new(0.4, 0.5, 0.6);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("patina-results-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Add_ThenRead_GivesTheSameResultsOldestFirst()
    {
        var store = new ResultStore(new ProjectLayout(_folder.FullName));
        var older = Sample() with { Date = Sample().Date.AddDays(-1), Speed = [new SpeedFigure("short", 32, 1234.5, 9876)], Cost = new CostRecord { LoadSeconds = 0.25 } };
        store.Add(Sample());
        store.Add(older);
        store.Add(older);

        var read = store.Read();

        Assert.Equal([older.Date, Sample().Date], read.Select(result => result.Date));
        Assert.Equal(ResultFile.ToBytes(older), ResultFile.ToBytes(read[0]));
        Assert.Equal(Half, read[1].Quality![0].Mrr);
    }

    [Fact]
    public void Add_ModelNameWithSlashesAndDots_StaysInTheFolder()
    {
        var store = new ResultStore(new ProjectLayout(_folder.FullName));

        var path = store.Add(Sample() with { Model = "../../hf:owner/name" });

        Assert.Equal(store.Folder, Path.GetDirectoryName(path));
        Assert.Equal("../../hf:owner/name", Assert.Single(store.Read()).Model);
    }

    [Theory]
    [InlineData("", "no result")]
    [InlineData("null", "is null")]
    [InlineData("{}", "no result")]
    [InlineData("\"format\": 1=>\"format\": 2", "format 2")]
    [InlineData("\"mean\": 0.5=>\"mean\": 0.7", "impossible figure")]
    [InlineData("\"high\": 0.6=>\"high\": 1.5", "impossible figure")]
    [InlineData("\"queries\": 10=>\"queries\": 0", "impossible figure")]
    [InlineData("\"dimension\": 256=>\"dimension\": 0", "no dimension")]
    [InlineData("\"model\": \"m\"=>\"model\": \"m\\u001b[2J\"", "control characters")]
    [InlineData("\"lowest_cosine\": 0.9=>\"lowest_cosine\": 1.5", "cosine outside")]
    [InlineData("\"onnx\": \"1.2\"=>\"onnx\": \"1\\u0007\"", "control characters")]
    [InlineData("\"runtime\": \"mlx\"=>\"runtime\": \"\\u001b\"", "control characters")]
    [InlineData("\"cores\": 2=>\"cores\": -2", "no dimension or no processor")]
    public void Read_HostileFile_IsRefusedByNameAndTheOthersAreRead(string change, string expected)
    {
        var store = new ResultStore(new ProjectLayout(_folder.FullName));
        var good = store.Add(Sample());
        var text = File.ReadAllText(good);
        var parts = change.Split("=>");
        File.WriteAllText(Path.Combine(store.Folder, "hostile.json"), parts.Length == 2 ? text.Replace(parts[0], parts[1], StringComparison.Ordinal) : change);

        var refused = new List<string>();
        var read = store.Read(refused.Add);

        Assert.Single(read);
        Assert.Contains("hostile.json", Assert.Single(refused), StringComparison.Ordinal);
        Assert.Contains(expected, refused[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FileOfMoreThanAMebibyte_IsRefused()
    {
        var path = Path.Combine(_folder.FullName, "large.json");
        File.WriteAllBytes(path, Encoding.UTF8.GetBytes(new string(' ', 2 << 20) + "{}"));

        var failure = Assert.Throws<EvalException>(() => ResultFile.Read(path));

        Assert.Equal(EvalError.BadResult, failure.Reason);
        Assert.Contains("more than", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MoreVersionsThanThereAreLibraries_IsRefused()
    {
        var result = Sample() with { Versions = Enumerable.Range(0, 51).ToDictionary(number => $"library{number}", _ => "1") };

        var failure = Assert.Throws<EvalException>(() => new ResultStore(new ProjectLayout(_folder.FullName)).Add(result));

        Assert.Equal(EvalError.BadResult, failure.Reason);
        Assert.Contains("more than 50 versions", failure.Message, StringComparison.Ordinal);
    }

    private static MeasuredResult Sample() => new()
    {
        Date = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Patina = "0.1.0",
        Hardware = new HardwareRecord("a processor", 2, 8L << 30, "Linux X64"),
        Project = new ProjectRecord("garden", 12, 34, "abc"),
        Model = "m",
        Runtime = "static",
        Dimension = 256,
        Files = "ab",
        Asked = "cd",
        Versions = new Dictionary<string, string> { ["onnx"] = "1.2" },
        Cost = new CostRecord { Agreement = [new AgreementFigure("mlx", "fp32", 0.9)] },
        Quality =
        [
            new QualityFigure
            {
                Set = "commits", Ranking = "vectors", Queries = 10, Sources = 10, Candidates = 12,
                First = Half, Mrr = Half, RecallAt5 = Half, RecallAt10 = Half, NdcgAt10 = Half,
            },
        ],
    };
}
