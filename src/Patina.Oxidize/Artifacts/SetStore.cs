using System.Globalization;
using Patina.Memory.Storage;

namespace Patina.Oxidize.Artifacts;

/// <summary>
/// The sets of one model: folders <c>set-1</c>, <c>set-2</c>… and a file <c>current</c> that names the one to read. A set is
/// built under another name and becomes current in one step, so a reader always sees a whole one, whatever ends the writer.
/// </summary>
internal sealed class SetStore(string folder)
{
    private const string Prefix = "set-";
    private const string Staging = "staging";

    private string CurrentPath => PointerOf(folder);

    /// <summary>The file that names the set to read.</summary>
    public static string PointerOf(string folder) => Path.Combine(folder, "current");

    /// <summary>The set to read; null when there is none that this program can use.</summary>
    public VectorSet? Current()
    {
        try
        {
            if (CurrentNumber() is not { } number)
                return null;
            var set = PathOf(number);
            return ManifestFile.Read(Path.Combine(set, Manifest.FileName)) is { } manifest ? new VectorSet(set, manifest) : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>An empty folder to build the next set in.</summary>
    public string Stage()
    {
        var staging = Path.Combine(folder, Staging);
        if (Directory.Exists(staging))
            Directory.Delete(staging, recursive: true);
        Directory.CreateDirectory(staging);
        return staging;
    }

    /// <summary>Makes what was staged the current set, and removes the sets before.</summary>
    public VectorSet Commit(string staging, Manifest manifest)
    {
        ManifestFile.Write(manifest, Path.Combine(staging, Manifest.FileName));
        var numbers = Numbers().ToList();
        var next = numbers.Append(CurrentNumber() ?? 0).Max() + 1;
        Directory.Move(staging, PathOf(next));

        AtomicFile.Write(CurrentPath, Prefix + next.ToString(CultureInfo.InvariantCulture));
        foreach (var number in numbers)
            TryDelete(PathOf(number));
        return new VectorSet(PathOf(next), manifest);
    }

    private string PathOf(int number) => Path.Combine(folder, Prefix + number.ToString(CultureInfo.InvariantCulture));

    private int? CurrentNumber() => File.Exists(CurrentPath) ? NumberOf(File.ReadAllText(CurrentPath).Trim()) : null;

    private IEnumerable<int> Numbers() => Directory.EnumerateDirectories(folder, Prefix + "*")
        .Select(path => NumberOf(Path.GetFileName(path))).OfType<int>();

    private static int? NumberOf(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>On Windows a set that is being read cannot be deleted; the next run tries again.</summary>
    private static void TryDelete(string set)
    {
        try
        {
            Directory.Delete(set, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }
}
