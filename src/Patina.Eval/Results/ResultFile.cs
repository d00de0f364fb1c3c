using System.Text.Json;

namespace Patina.Eval.Results;

/// <summary>Reads and writes one result.</summary>
public static class ResultFile
{
    private const int MaxBytes = 1 << 20;

    /// <summary>Query sets times rankings, with room.</summary>
    private const int MostFigures = 2000;
    private const int LongestText = 300;

    /// <summary>Runtimes times precisions, and libraries, with room.</summary>
    private const int MostVersions = 50;

    /// <summary>JSON with a line feed at its end.</summary>
    public static byte[] ToBytes(MeasuredResult result) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(result, ResultJson.Default.MeasuredResult), (byte)'\n'];

    /// <exception cref="EvalException"><see cref="EvalError.BadResult"/>; the message names the file.</exception>
    public static MeasuredResult Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[Math.Min(file.Length, MaxBytes) + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > MaxBytes)
                throw Bad(path, $"has more than {MaxBytes:N0} bytes");
            return Parse(bytes.AsSpan(0, length), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EvalException(EvalError.BadResult, $"{path}: {e.Message}", e);
        }
    }

    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="EvalException"><see cref="EvalError.BadResult"/>.</exception>
    public static MeasuredResult Parse(ReadOnlySpan<byte> json, string name)
    {
        try
        {
            var result = JsonSerializer.Deserialize(json, ResultJson.Default.MeasuredResult) ?? throw Bad(name, "is null");
            if (result.Format != MeasuredResult.CurrentFormat)
                throw Bad(name, $"has format {result.Format}; this program reads {MeasuredResult.CurrentFormat}");
            Check(result, name);
            return result;
        }
        catch (JsonException e)
        {
            throw new EvalException(EvalError.BadResult, $"{name}: is no result of patina: {e.Message}", e);
        }
    }

    private static void Check(MeasuredResult result, string name)
    {
        string?[] texts =
        [
            result.Patina, result.Model, result.Runtime, result.Precision, result.Fingerprint, result.Project.Name, result.Project.Commit,
            result.Hardware.Processor, result.Hardware.System, result.Hardware.Accelerator, result.Files, result.Asked,
            .. (result.Versions ?? new Dictionary<string, string>()).SelectMany(version => new[] { version.Key, version.Value }),
            .. (result.Cost?.Agreement ?? []).SelectMany(other => new[] { other.Runtime, other.Precision }),
            .. (result.Quality ?? []).SelectMany(figure => new[] { figure.Set, figure.Ranking }), .. (result.Speed ?? []).Select(figure => figure.Texts),
        ];
        if (texts.FirstOrDefault(text => text is { Length: > LongestText } || text?.Any(char.IsControl) == true) is not null)
            throw Bad(name, $"has a text of more than {LongestText} characters, or with control characters");
        if (result.Quality?.Count > MostFigures || result.Speed?.Count > MostFigures)
            throw Bad(name, $"has more than {MostFigures} figures");
        if ((result.Quality ?? []).FirstOrDefault(figure => !IsPossible(figure)) is { } impossible)
            throw Bad(name, $"has an impossible figure for {impossible.Set}, {impossible.Ranking}: means lie in their interval, in 0 to 1, and counts are above zero");
        if (result.Versions?.Count > MostVersions || result.Cost?.Agreement?.Count > MostVersions)
            throw Bad(name, $"has more than {MostVersions} versions or comparisons");
        if ((result.Cost?.Agreement ?? []).Any(other => other.LowestCosine is not (>= -1 and <= 1)))
            throw Bad(name, "has a cosine outside of -1 to 1");
        if ((result.Speed ?? []).Any(figure => figure.Batch < 1 || figure.TextsPerSecond < 0 || figure.TokensPerSecond < 0))
            throw Bad(name, "has a negative speed");
        if (result.Dimension < 1 || result.Hardware.Cores < 1)
            throw Bad(name, "has no dimension or no processor");
    }

    private static bool IsPossible(QualityFigure figure) =>
        figure is { Queries: > 0, Sources: > 0, Candidates: > 0 }
        && new[] { figure.First, figure.Mrr, figure.RecallAt5, figure.RecallAt10, figure.NdcgAt10 }
            .All(interval => interval.Low >= 0 && interval.Low <= interval.Mean && interval.Mean <= interval.High && interval.High <= 1);

    private static EvalException Bad(string name, string what) => new(EvalError.BadResult, $"{name}: {what}.");
}
