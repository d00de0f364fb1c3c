namespace Patina.Memory.Scraping.Code;

/// <summary>What a query found in a text: spans, not yet related to each other, in no particular order.</summary>
internal sealed class SyntaxFacts
{
    public List<DefinitionSpans> Definitions { get; } = [];

    public List<LeadingSpans> Leading { get; } = [];

    public List<TextSpan> Docs { get; } = [];

    /// <summary>By the span of what is wrapped.</summary>
    public Dictionary<TextSpan, TextSpan> Wrappers { get; } = [];

    public List<TextSpan> Packages { get; } = [];

    public List<CallSpans> Calls { get; } = [];

    public List<ImportSpans> Imports { get; } = [];
}

/// <param name="Kind">Null for a scope.</param>
/// <param name="Pattern">The pattern that matched; of two for one node the lower one counts.</param>
/// <param name="IsDamaged">Whether there is a syntax error inside.</param>
internal readonly record struct DefinitionSpans(
    string? Kind, int Pattern, TextSpan Node, TextSpan Name, TextSpan Owner, TextSpan Body, bool IsDamaged);

/// <summary>A comment or attribute.</summary>
/// <param name="Text">The documentation in it; none for an attribute.</param>
internal readonly record struct LeadingSpans(TextSpan Node, TextSpan Text);

internal readonly record struct CallSpans(TextSpan Node, TextSpan Callee, TextSpan Receiver);

/// <param name="Statement">The statement, or where the query captured none, the module.</param>
internal readonly record struct ImportSpans(TextSpan Statement, TextSpan Path, TextSpan Module, TextSpan Name);
