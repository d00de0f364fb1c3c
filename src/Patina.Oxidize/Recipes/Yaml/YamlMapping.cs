namespace Patina.Oxidize.Recipes.Yaml;

internal sealed record YamlMapping(RecipePosition Position, IReadOnlyList<(YamlScalar Key, YamlNode Value)> Entries)
    : YamlNode(Position)
{
    public override string Description => "a mapping";
}
