namespace Patina.Oxidize.Recipes.Yaml;

internal sealed record YamlSequence(RecipePosition Position, IReadOnlyList<YamlNode> Items) : YamlNode(Position)
{
    public override string Description => Items.Count == 0 ? "an empty list" : $"a list of {Items.Count}";
}
