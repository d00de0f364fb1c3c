using System.Globalization;
using System.Security.Cryptography;
using Patina.Memory;
using Patina.Memory.Storage;

namespace Patina.Eval.Results;

/// <summary>The results of a project, one file each, so that those of several people merge: <c>.patina/results/</c>.</summary>
public sealed class ResultStore(ProjectLayout layout)
{
    private const int MostFiles = 5000;
    private const int DigestLetters = 8;
    private const int LongestModel = 60;

    public string Folder { get; } = Path.Combine(layout.PatinaFolder, "results");

    /// <summary>Adds a result; what is there stays as it is.</summary>
    /// <returns>The file.</returns>
    public string Add(MeasuredResult result)
    {
        var bytes = ResultFile.ToBytes(result);
        ResultFile.Parse(bytes, result.Model);
        var path = Path.Combine(Folder, NameOf(result, bytes));
        AtomicFile.Write(path, stream => stream.Write(bytes));
        return path;
    }

    /// <summary>All results, oldest first.</summary>
    /// <param name="refused">Told of each file that cannot be read, and why; the others are returned.</param>
    public IReadOnlyList<MeasuredResult> Read(Action<string>? refused = null)
    {
        var results = new List<MeasuredResult>();
        if (!Directory.Exists(Folder))
            return results;

        foreach (var path in Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal).Take(MostFiles))
        {
            try
            {
                results.Add(ResultFile.Read(path));
            }
            catch (EvalException e)
            {
                refused?.Invoke(e.Message);
            }
        }

        return [.. results.OrderBy(result => result.Date).ThenBy(result => result.Model, StringComparer.Ordinal)];
    }

    /// <summary>Date, model and the beginning of a digest: sorts by time, and two results never have one name.</summary>
    private static string NameOf(MeasuredResult result, byte[] bytes)
    {
        var model = string.Concat(result.Model.Take(LongestModel).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' ? letter : '-')).Trim('.');
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes))[..DigestLetters];
        return $"{result.Date.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}-{model}-{digest}.json";
    }
}
