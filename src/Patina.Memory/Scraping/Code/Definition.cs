namespace Patina.Memory.Scraping.Code;

/// <summary>A function, type or constant in its place: what the syntax says about it, then what the layout decides.</summary>
internal sealed class Definition
{
    /// <summary>function, method, class…; null for a scope, which only qualifies names.</summary>
    public required string? Kind { get; set; }

    /// <summary>Last part of <see cref="QualifiedName"/>.</summary>
    public required string Name { get; init; }

    public required string QualifiedName { get; init; }

    /// <summary>The definition with what wraps it (<c>export</c>, decorators), without its leading comments.</summary>
    public required TextSpan Span { get; set; }

    /// <summary>First character of the comments and attributes that belong to it.</summary>
    public required int LeadStart { get; init; }

    /// <summary>What the signature leaves out; may be none.</summary>
    public required TextSpan Body { get; init; }

    public required string Signature { get; init; }

    /// <summary>Comment or docstring without its markers.</summary>
    public required string Doc { get; set; }

    public required Definition? Parent { get; init; }

    /// <summary>In the order of the text.</summary>
    public List<Definition> Children { get; } = [];

    /// <summary>Calls made here and not in a definition further inside.</summary>
    public List<CodeCall> Calls { get; } = [];

    /// <summary>Whether there is a syntax error inside, so that its end is a guess of the parser.</summary>
    public required bool IsDamaged { get; init; }

    /// <summary>Line of <see cref="LeadStart"/>, counted from 0, as all lines here.</summary>
    public required int LeadLine { get; init; }

    public required int StartLine { get; init; }

    public required int EndLine { get; set; }

    /// <summary>Last line that is given to it: <see cref="EndLine"/>, or beyond where another definition begins on that line.</summary>
    public int LastLine { get; set; }

    /// <summary>Whether the chunk of the definition around it holds its whole text.</summary>
    public bool IsInline { get; set; }

    /// <summary>Whether it shares the chunk of the definition before it.</summary>
    public bool IsJoined { get; set; }

    /// <summary>Types and the blocks that hold methods: what they contain is worth a chunk of its own.</summary>
    public bool IsType => Kind is "class" or "struct" or "interface" or "trait" or "enum" or "impl" or "object" or "record"
        or "union" or "protocol" or "extension" or "module";
}
