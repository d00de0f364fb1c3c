using Patina.Memory;
using Patina.Memory.Diagnostics;
using Patina.Memory.Storage;
using Patina.Oxidize.Recipes;

namespace Patina.Cli.Advice;

/// <summary>What of a project decides which model fits.</summary>
/// <param name="Chunks">Texts to embed.</param>
/// <param name="Counted">False where nothing is scraped yet and the number follows from that of the files.</param>
/// <param name="Prose">Natural languages of documents, notes, commits and comments, the most frequent first; empty where nothing is scraped yet.</param>
internal sealed record ProjectTraits(int Files, int Chunks, bool Counted, IReadOnlyList<LanguageCount> Code, IReadOnlyList<ProseShare> Prose)
{
    /// <summary>Chunks of an average file, over the repositories that Patina is measured on.</summary>
    private const int ChunksPerFile = 12;

    public bool IsMultilingual => Prose.Any(share => share.Language != ProseLanguage.English && share.Share >= 0.05);

    public static ProjectTraits Of(ProjectLayout project, CancellationToken cancellation)
    {
        var survey = ProjectSurvey.Of(project, RecipeFile.Load(project).Notes, cancellation);
        var files = survey.Languages.Sum(language => language.Files) + survey.OtherText + survey.Documents + survey.Notes;
        if (!File.Exists(project.DatabasePath))
            return new ProjectTraits(files, files * ChunksPerFile, Counted: false, survey.Languages, []);
        using var memory = MemoryDatabase.Open(project);
        return new ProjectTraits(files, (int)memory.Count().Chunks.Values.Sum(), Counted: true, survey.Languages, ProseShare.Of(memory, cancellation));
    }
}
