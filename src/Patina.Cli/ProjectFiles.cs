using Patina.Memory;
using Patina.Oxidize.Recipes;

namespace Patina.Cli;

/// <summary>The files that <c>patina init</c> writes.</summary>
internal static class ProjectFiles
{
    private const string IgnoreText =
        """
        # What Patina derives from the project; 'patina scrape' and 'patina oxidize' make it again.
        data/

        """;

    /// <summary>Writes each file unless it exists.</summary>
    /// <returns>The files, relative to the project with <c>/</c>.</returns>
    public static IReadOnlyList<ProjectFile> Create(ProjectLayout project)
    {
        var recipe = RecipeFile.Create(project);
        var ignore = CreateIgnore(project);
        return [new(".patina/oxidize.yaml", recipe), new(".patina/.gitignore", ignore)];
    }

    private static bool CreateIgnore(ProjectLayout project)
    {
        try
        {
            using var file = new FileStream(Path.Combine(project.PatinaFolder, ".gitignore"), FileMode.CreateNew);
            file.Write(System.Text.Encoding.UTF8.GetBytes(IgnoreText));
            return true;
        }
        catch (IOException) when (File.Exists(Path.Combine(project.PatinaFolder, ".gitignore")))
        {
            return false;
        }
    }
}

/// <param name="Created">False when it was there already, and left as it is.</param>
internal readonly record struct ProjectFile(string Path, bool Created);
