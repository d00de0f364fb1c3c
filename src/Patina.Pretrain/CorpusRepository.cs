using Patina.Memory.Corpus;

namespace Patina.Pretrain;

/// <summary>A repository to learn from.</summary>
/// <param name="Name">Name of its folder; told apart by a number where two are the same.</param>
/// <param name="Root">Absolute path.</param>
/// <param name="Commit">What HEAD is at; null for a folder without history.</param>
public sealed record CorpusRepository(string Name, string Root, string? Commit)
{
    /// <summary>Finds the repositories in folders: each is one, or holds some.</summary>
    /// <returns>In the order of names.</returns>
    /// <exception cref="PretrainException"><see cref="PretrainError.BadCorpus"/>.</exception>
    public static IReadOnlyList<CorpusRepository> Find(IEnumerable<string> folders, CancellationToken cancellation)
    {
        var roots = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var folder in folders)
        {
            var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
            if (!Directory.Exists(path))
                throw new PretrainException(PretrainError.BadCorpus, $"{path}: no such folder. Name folders of repositories, or one that holds them.");
            var inside = HasGit(path) ? [] : Directory.GetDirectories(path).Where(HasGit).ToList();
            roots.UnionWith(inside.Count > 0 ? inside : [path]);
        }
        var names = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        return [.. roots.Select(root => new CorpusRepository(NameOf(root), root, CorpusHistory.Head(root, cancellation)))];

        string NameOf(string root)
        {
            var name = Path.GetFileName(root) is { Length: > 0 } own ? own : "root";
            var count = names[name] = names.GetValueOrDefault(name) + 1;
            return count == 1 ? name : $"{name}-{count}";
        }
    }

    private static bool HasGit(string folder) => Path.Exists(Path.Combine(folder, ".git"));
}
