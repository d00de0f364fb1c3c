using System.Globalization;

namespace Patina.Oxidize.Recipes;

/// <summary>A place in a recipe file, for messages.</summary>
/// <param name="File">As the user knows it.</param>
/// <param name="Line">Counted from 1; 0 for the whole file.</param>
/// <param name="Column">Counted from 1.</param>
public readonly record struct RecipePosition(string File, long Line, long Column)
{
    /// <summary><c>file:line:column</c>, as compilers write it.</summary>
    public override string ToString() =>
        Line == 0 ? File : string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}");
}
