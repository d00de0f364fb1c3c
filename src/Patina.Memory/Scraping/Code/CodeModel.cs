namespace Patina.Memory.Scraping.Code;

/// <summary>What a file contains, related: definitions in each other, their calls, the imports.</summary>
/// <param name="Definitions">Every definition, a parent before its children; scopes are not among them.</param>
/// <param name="Roots">Those that no other holds, in the order of the text.</param>
/// <param name="Calls">Calls outside definitions.</param>
/// <param name="Doc">What the file says about itself; may be empty.</param>
internal sealed record CodeModel(
    IReadOnlyList<Definition> Definitions, IReadOnlyList<Definition> Roots, IReadOnlyList<CodeCall> Calls,
    IReadOnlyList<CodeImport> Imports, string Doc);
