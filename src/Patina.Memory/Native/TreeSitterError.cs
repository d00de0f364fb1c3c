using System.Text;

namespace Patina.Memory.Native;

/// <summary>The only place where a failure of tree-sitter becomes an exception.</summary>
internal static class TreeSitterError
{
    public static MemoryException LibraryMissing(Exception inner) => new(
        MemoryError.MissingLibrary,
        $"The native library '{NativeTreeSitter.Library}' was not found or cannot be loaded. "
        + "Build the project again (the native step makes it), or reinstall.",
        inner);

    public static MemoryException GrammarMissing(string symbol) => new(
        MemoryError.MissingLibrary,
        $"The native library '{NativeTreeSitter.Library}' has no grammar '{symbol}'. It is older than this program; build the project again.");

    public static MemoryException IncompatibleGrammar(string symbol, uint version) => new(
        MemoryError.BadGrammar,
        $"Grammar '{symbol}' has ABI version {version}; versions {NativeTreeSitter.MinCompatibleLanguageVersion} to "
        + $"{NativeTreeSitter.LanguageVersion} are supported. Build the project again.");

    public static MemoryException BadQuery(string symbol, byte[] source, uint offset, TSQueryError error)
    {
        var before = Encoding.UTF8.GetString(source, 0, (int)Math.Min(offset, source.Length));
        var line = before.AsSpan().Count('\n') + 1;
        var near = Encoding.UTF8.GetString(source, before.Length == 0 ? 0 : (int)offset, Math.Min(40, source.Length - (int)offset));
        return new MemoryException(
            MemoryError.BadGrammar,
            $"The query for '{symbol}' does not fit its grammar: {error} error in line {line} near '{near}'. "
            + "The native library belongs to another version of this program; build the project again.");
    }

    public static MemoryException BadPredicate(string symbol, string predicate) => new(
        MemoryError.BadGrammar, $"The query for '{symbol}' uses the predicate '#{predicate}', which is unknown or has wrong arguments.");

    public static MemoryException OutOfMemory(string what) => new(MemoryError.BadGrammar, $"tree-sitter could not create a {what}.");
}
