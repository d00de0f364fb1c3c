using System.Diagnostics;

namespace Patina.Tests.Sharing;

/// <summary>One person's clone of a repository of recipes, in a temporary folder.</summary>
internal sealed class VotingClone : IDisposable
{
    private static readonly string Recipe = File.ReadAllText(Repository.Fixture("shared-recipes", "e5-on-rust.yaml"));

    private readonly TemporaryFolder _folder = new();

    private VotingClone(string name)
    {
        Name = name;
        Email = $"{name.ToLowerInvariant()}@example.org";
    }

    public string Name { get; }

    public string Email { get; }

    public string Root => Path.Combine(_folder.Path, "recipes");

    /// <summary>A repository with the recipes <c>a.yaml</c> and <c>b.yaml</c>.</summary>
    public static VotingClone Found(string name)
    {
        var clone = new VotingClone(name);
        Directory.CreateDirectory(clone.Root);
        clone.Git("init", "--quiet", "--initial-branch=main");
        clone.BecomeSelf();
        clone.Write("a.yaml", Recipe.Replace("e5 on rust", "recipe a", StringComparison.Ordinal));
        clone.Write("b.yaml", Recipe.Replace("e5 on rust", "recipe b", StringComparison.Ordinal));
        clone.Commit("Add recipes");
        return clone;
    }

    public static VotingClone Of(VotingClone other, string name)
    {
        var clone = new VotingClone(name);
        clone.GitIn(clone._folder.Path, "clone", "--quiet", other.Root, clone.Root);
        clone.BecomeSelf();
        return clone;
    }

    public void Write(string path, string text)
    {
        var file = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public void Commit(string message, params string[] options)
    {
        Git("add", "--all");
        Git(["commit", "--quiet", "-m", message, .. options]);
    }

    public void Merge(VotingClone other) => Git("pull", "--quiet", "--no-rebase", "--no-edit", other.Root, "main");

    public string Git(params string[] arguments) => GitIn(Root, arguments);

    public void Dispose() => _folder.Dispose();

    private void BecomeSelf()
    {
        Git("config", "user.name", Name);
        Git("config", "user.email", Email);
    }

    private string GitIn(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["GIT_CONFIG_GLOBAL"] = Path.Combine(_folder.Path, "none");
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"git {string.Join(' ', arguments)}: {error.Result}");
        return output.TrimEnd('\n');
    }
}
