using System.Collections.Frozen;

namespace Patina.Memory.Scraping.Code;

/// <summary>The languages, and which file is written in which.</summary>
internal static class LanguageTable
{
    public static readonly Language[] All =
    [
        new("csharp", "c_sharp", ".") { Queries = ["csharp"], Extensions = [".cs", ".csx"] },
        new("rust", "rust", "::")
        {
            Queries = ["rust"], Extensions = [".rs"], Imports = ImportStyle.LastIsNameIfUpperCase,
        },
        new("python", "python", ".")
        {
            Queries = ["python"], Extensions = [".py", ".pyi", ".pyw"], FileNames = ["SConstruct", "SConscript", "wscript"],
            Interpreters = ["python"],
        },
        new("typescript", "typescript", ".") { Queries = ["javascript", "typescript"], Extensions = [".ts", ".mts", ".cts"] },
        new("tsx", "tsx", ".") { Queries = ["javascript", "typescript"], Extensions = [".tsx"] },
        new("javascript", "javascript", ".")
        {
            Queries = ["javascript"], Extensions = [".js", ".mjs", ".cjs", ".jsx"], FileNames = ["Jakefile"],
            Interpreters = ["node", "deno", "bun"],
        },
        new("go", "go", ".") { Queries = ["go"], Extensions = [".go"] },
        new("java", "java", ".") { Queries = ["java"], Extensions = [".java"], Imports = ImportStyle.LastIsName },
        new("c", "c", "::") { Queries = ["c"], Extensions = [".c", ".h"], NamesAreFlat = true },
        new("cpp", "cpp", "::")
        {
            Queries = ["c", "cpp"],
            Extensions = [".cc", ".cpp", ".cxx", ".c++", ".hh", ".hpp", ".hxx", ".h++", ".inl", ".ipp", ".tpp", ".cu", ".cuh", ".ino"],
        },
        new("ruby", "ruby", "::")
        {
            Queries = ["ruby"], Extensions = [".rb", ".rake", ".gemspec", ".ru", ".podspec"],
            FileNames = ["Rakefile", "Gemfile", "Vagrantfile", "Podfile", "Fastfile", "Guardfile", "Brewfile"],
            Interpreters = ["ruby"],
        },
        new("php", "php", "::")
        {
            Queries = ["php"], Extensions = [".php", ".phtml"], Interpreters = ["php"], Imports = ImportStyle.LastIsName,
        },
        new("bash", "bash", "::")
        {
            Queries = ["bash"], Extensions = [".sh", ".bash", ".zsh", ".ksh", ".bats", ".command"],
            FileNames = [".bashrc", ".bash_profile", ".zshrc", ".profile", "PKGBUILD"],
            Interpreters = ["sh", "bash", "zsh", "ksh", "dash", "bats"],
        },
        new("scala", "scala", ".")
        {
            Queries = ["scala"], Extensions = [".scala", ".sc", ".sbt"], Imports = ImportStyle.LastIsName, Interpreters = ["scala"],
        },
        new("kotlin", "kotlin", ".") { Queries = ["kotlin"], Extensions = [".kt", ".kts"] },
        new("swift", "swift", ".") { Queries = ["swift"], Extensions = [".swift"] },
        new("elixir", "elixir", ".")
        {
            Queries = ["elixir"], Extensions = [".ex", ".exs"], Interpreters = ["elixir"], JoinsClauses = true,
        },
        new("lua", "lua", ".") { Queries = ["lua"], Extensions = [".lua"], Interpreters = ["lua", "luajit"] },
        new("zig", "zig", ".") { Queries = ["zig"], Extensions = [".zig", ".zon"] },
        new("haskell", "haskell", ".") { Queries = ["haskell"], Extensions = [".hs"], Interpreters = ["runhaskell", "runghc"], JoinsClauses = true },
    ];

    private static readonly FrozenDictionary<string, Language> ByExtension = Index(language => language.Extensions);
    private static readonly FrozenDictionary<string, Language> ByFileName = Index(language => language.FileNames);
    private static readonly FrozenDictionary<string, Language> ByInterpreter = Index(language => language.Interpreters);

    /// <summary>Whether a file may be in one of the languages, judged by its path; one without extension may name its interpreter.</summary>
    public static bool MayBeCode(string path) => ByPath(path) is not null || Path.GetExtension(Path.GetFileName(path)).Length == 0;

    /// <returns>Null when the file is in none of the languages.</returns>
    public static Language? Find(string path, string text)
    {
        var language = ByPath(path) ?? FirstLine(text);
        return language?.Name == "c" && path.EndsWith(".h", StringComparison.OrdinalIgnoreCase) && LooksLikeCpp(text)
            ? ByExtension[".hpp"]
            : language;
    }

    /// <summary>The patterns of a language, joined.</summary>
    public static string QueryOf(Language language) => string.Join('\n', language.Queries.Select(ReadQuery));

    private static FrozenDictionary<string, Language> Index(Func<Language, string[]> keys) => All
        .SelectMany(keys, (language, key) => (language, key))
        .ToFrozenDictionary(pair => pair.key, pair => pair.language, StringComparer.OrdinalIgnoreCase);

    private static Language? ByPath(string path)
    {
        var name = Path.GetFileName(path);
        return ByFileName.GetValueOrDefault(name) ?? ByExtension.GetValueOrDefault(Path.GetExtension(name));
    }

    /// <summary>C and C++ headers share an extension; these words do not occur in C but in comments.</summary>
    private static bool LooksLikeCpp(string text)
    {
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range).TrimStart();
            if (line.StartsWith("class ") || line.StartsWith("namespace ") || line.StartsWith("template") || line.StartsWith("using ")
                || line.StartsWith("public:") || line.StartsWith("private:") || line.StartsWith("#include <string>"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The language of the interpreter that <c>#!</c> names: <c>#!/usr/bin/env -S python3 -u</c> is Python.</summary>
    private static Language? FirstLine(string text)
    {
        if (!text.StartsWith("#!", StringComparison.Ordinal))
            return null;
        var end = text.IndexOf('\n');
        var line = text.AsSpan(2, Math.Min(end < 0 ? text.Length : end, 200) - 2);
        foreach (var word in line.ToString().Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            var program = Path.GetFileName(word).TrimEnd("0123456789.".ToCharArray());
            if (program != "env" && !program.StartsWith('-'))
                return ByInterpreter.GetValueOrDefault(program);
        }

        return null;
    }

    private static string ReadQuery(string name)
    {
        using var stream = typeof(LanguageTable).Assembly.GetManifestResourceStream($"Languages/{name}.scm")
            ?? throw new InvalidOperationException($"The query '{name}' is not embedded in this library.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
