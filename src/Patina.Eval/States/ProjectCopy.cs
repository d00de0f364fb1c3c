using Patina.Memory;
using Patina.Memory.Scraping.Git;
using Patina.Oxidize.Recipes;

namespace Patina.Eval.States;

/// <summary>
/// A state of a project in a temporary folder: its files at a commit and the history up to it, which shares the project's objects. The project
/// itself is only read. Deletes the folder when disposed.
/// </summary>
internal sealed class ProjectCopy : IDisposable
{
    private readonly DirectoryInfo _folder;

    private ProjectCopy(DirectoryInfo folder, ProjectLayout layout)
    {
        _folder = folder;
        Layout = layout;
    }

    public ProjectLayout Layout { get; }

    /// <exception cref="EvalException"><see cref="EvalError.NoCheckout"/>.</exception>
    public static ProjectCopy Of(ProjectLayout project, string commit, CancellationToken cancellation)
    {
        var git = GitOf(project.Root);
        var objects = HistoryCut.Lines(git, cancellation, "rev-parse", "--path-format=absolute", "--git-path", "objects")[0];
        var format = HistoryCut.Lines(git, cancellation, "rev-parse", "--show-object-format")[0];
        var shallow = HistoryCut.Lines(git, cancellation, "rev-parse", "--path-format=absolute", "--git-path", "shallow")[0];
        var folder = Directory.CreateTempSubdirectory("patina-eval-");
        try
        {
            // The folder's name stands in heads of chunks of some languages: keep it.
            var root = folder.CreateSubdirectory("tree").CreateSubdirectory(Path.GetFileName(project.Root) is { Length: > 0 } name ? name : "project");
            var copy = new GitProgram(GitExecutable(), root.FullName);
            Run(copy, cancellation, "init", "--quiet", "--template=", $"--object-format={format}");
            var own = Path.Combine(root.FullName, ".git");
            Directory.CreateDirectory(Path.Combine(own, "objects", "info"));
            File.WriteAllText(Path.Combine(own, "objects", "info", "alternates"), $"{objects}\n");
            if (File.Exists(shallow))
                File.Copy(shallow, Path.Combine(own, "shallow"));
            Run(copy, cancellation, "update-ref", "--no-deref", "HEAD", commit);
            Run(copy, cancellation, "-c", "core.hooksPath=/dev/null", "reset", "--quiet", "--hard");
            var layout = new ProjectLayout(root.FullName, folder.CreateSubdirectory("patina").FullName);
            if (File.Exists(project.RecipePath))
                File.Copy(project.RecipePath, layout.RecipePath);
            else
                RecipeFile.Create(layout);
            return new ProjectCopy(folder, layout);
        }
        catch
        {
            Delete(folder);
            throw;
        }
    }

    public static GitProgram GitOf(string root) => new(GitExecutable(), root);

    public void Dispose() => Delete(_folder);

    private static string GitExecutable() => Patina.Memory.Scraping.Git.GitExecutable.Find(Environment.GetEnvironmentVariable("PATH"))
        ?? throw new EvalException(EvalError.NoCheckout, "git is not installed, or not in PATH; an evaluation takes the project as it was at a commit.");

    private static void Run(GitProgram git, CancellationToken cancellation, params ReadOnlySpan<string> arguments)
    {
        using var process = git.Start(withInput: false, cancellation, arguments);
        process.Output.CopyTo(Stream.Null);
        if (process.Finish() != 0)
            throw new EvalException(EvalError.NoCheckout, $"git could not make a copy of the project as it was at the cut: {process.Errors}");
    }

    /// <summary>git makes its objects read-only, which some systems do not delete.</summary>
    private static void Delete(DirectoryInfo folder)
    {
        foreach (var file in folder.EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            if (file.IsReadOnly)
                file.IsReadOnly = false;
        }

        folder.Delete(recursive: true);
    }
}
