namespace Patina.Memory.Scraping.Git;

/// <summary>How closely commits are compared with their parents.</summary>
internal enum ChangeDetail
{
    /// <summary>Status of each path, from the trees alone.</summary>
    Paths,

    /// <summary>Renames and line counts too; needs the content of every changed file.</summary>
    Lines,
}
