namespace Patina.Memory.Scraping.Code;

/// <summary>What there is to know about a language, as data. The queries are in <c>Languages/*.scm</c>.</summary>
/// <param name="Name">As stored in events.</param>
/// <param name="Grammar">As in the exported function <c>tree_sitter_GRAMMAR</c>.</param>
/// <param name="Separator">Joins the parts of a qualified name.</param>
internal sealed record Language(string Name, string Grammar, string Separator)
{
    /// <summary>Names of the query files, joined in this order. Where two patterns match one node as a definition, the earlier counts.</summary>
    public required string[] Queries { get; init; }

    /// <summary>With the dot, lower case.</summary>
    public string[] Extensions { get; init; } = [];

    /// <summary>Names of files that belong to the language whatever their extension.</summary>
    public string[] FileNames { get; init; } = [];

    /// <summary>Interpreters in a first line such as <c>#!/usr/bin/env python3</c>, without version.</summary>
    public string[] Interpreters { get; init; } = [];

    /// <summary>How imports captured as <c>@path</c> are read.</summary>
    public ImportStyle Imports { get; init; } = ImportStyle.Module;

    /// <summary>A definition inside another is not qualified by its name, as in C.</summary>
    public bool NamesAreFlat { get; init; }

    /// <summary>Neighbouring definitions of one name are one: clauses, or a type signature and its equations.</summary>
    public bool JoinsClauses { get; init; }
}
