namespace Patina.Memory.Scraping.Code;

/// <summary>What a capture in <c>Languages/*.scm</c> stands for. Captures that begin with <c>_</c> serve predicates only.</summary>
internal enum CaptureRole
{
    /// <summary><c>@_anything</c></summary>
    None,

    /// <summary><c>@definition.KIND</c>: a whole definition; comes with <c>@name</c>, perhaps <c>@owner</c> and <c>@body</c>.</summary>
    Definition,

    /// <summary><c>@scope</c>: qualifies the names inside it but is no definition itself, as a namespace; comes with <c>@name</c>.</summary>
    Scope,

    /// <summary><c>@name</c>: the name, which may be a path.</summary>
    Name,

    /// <summary><c>@owner</c>: the type that a definition written outside it belongs to, as a Go receiver.</summary>
    Owner,

    /// <summary><c>@body</c>: the part of a definition that its signature leaves out.</summary>
    Body,

    /// <summary><c>@comment</c>: belongs to the definition that follows.</summary>
    Comment,

    /// <summary><c>@comment.text</c>: the documentation in a <c>@comment</c> that is not a comment by syntax.</summary>
    CommentText,

    /// <summary><c>@attribute</c>: belongs to the definition that follows or holds it; left out of the signature.</summary>
    Attribute,

    /// <summary><c>@doc</c>: documentation of the definition that holds it, or of the file.</summary>
    Doc,

    /// <summary><c>@wrapper</c>: extends the definition <c>@wrapped</c> in it, as <c>export</c> does.</summary>
    Wrapper,

    /// <summary><c>@wrapped</c></summary>
    Wrapped,

    /// <summary><c>@package</c>: a name that qualifies everything after it.</summary>
    Package,

    /// <summary><c>@call</c>: comes with <c>@callee</c> and perhaps <c>@receiver</c>.</summary>
    Call,

    /// <summary><c>@callee</c></summary>
    Callee,

    /// <summary><c>@receiver</c></summary>
    Receiver,

    /// <summary><c>@import</c>: a statement; comes with <c>@path</c>, or with <c>@module</c> and perhaps <c>@imported</c>.</summary>
    Import,

    /// <summary><c>@path</c>: what is imported as one path, perhaps with braces.</summary>
    ImportPath,

    /// <summary><c>@module</c></summary>
    ImportModule,

    /// <summary><c>@imported</c>: one imported name.</summary>
    ImportedName,
}
