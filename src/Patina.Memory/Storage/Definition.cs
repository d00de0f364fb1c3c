namespace Patina.Memory.Storage;

/// <summary>A symbol that a call may mean.</summary>
internal sealed record Definition(long Id, long Source, string Path, string QualifiedName)
{
    /// <summary>The last component before the name: the type or module around it; empty at file level.</summary>
    public string Parent { get; } = QualifiedNames.Parent(QualifiedName);
}
