namespace Patina.Memory.Scraping.Code;

/// <summary>The package or namespace that is in force at each place of a file: the last one declared before it.</summary>
internal sealed class PackageNames
{
    private readonly List<(int From, List<string> Name)> _packages = [];

    /// <param name="spans">The declared names, in any order.</param>
    public PackageNames(string text, IEnumerable<TextSpan> spans)
    {
        var previous = TextSpan.None;
        foreach (var span in spans.OrderBy(span => span.Start))
        {
            var name = NamePath.Split(text.AsSpan(span.Start..span.End));
            // Scala's "package org.example" and right below it "package parser" is org.example.parser.
            if (previous.Exists && text.AsSpan(previous.End..span.Start).Trim() is "package")
                name.InsertRange(0, _packages[^1].Name);
            _packages.Add((span.End, name));
            previous = span;
        }
    }

    /// <returns>The parts of the name; nothing where no package is declared.</returns>
    public IReadOnlyList<string> At(int offset)
    {
        var index = _packages.FindLastIndex(package => package.From <= offset);
        return index < 0 ? [] : _packages[index].Name;
    }
}
