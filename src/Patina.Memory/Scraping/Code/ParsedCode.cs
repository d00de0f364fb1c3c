using Patina.Memory.Native;

namespace Patina.Memory.Scraping.Code;

/// <summary>A parsed file: its tree, and what the query found in it.</summary>
internal sealed record ParsedCode(SyntaxTree Tree, SyntaxFacts Facts) : IDisposable
{
    public void Dispose() => Tree.Dispose();
}
