namespace Patina.Oxidize.Recipes.Yaml;

/// <summary>A word, number or text.</summary>
/// <param name="IsPlain">Written without quotes, so that it may be a number or a truth value.</param>
internal sealed record YamlScalar(RecipePosition Position, string Text, bool IsPlain) : YamlNode(Position)
{
    private const int ShownLength = 60;

    public override string Description =>
        Text.Length == 0 ? "nothing"
        : IsPlain ? $"'{Shown}'"
        : $"the text \"{Shown}\"";

    private string Shown => Text.Length <= ShownLength ? Text : Text[..ShownLength] + "…";
}
