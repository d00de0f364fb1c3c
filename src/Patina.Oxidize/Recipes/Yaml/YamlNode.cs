namespace Patina.Oxidize.Recipes.Yaml;

/// <summary>A value in a recipe file, with the place where it stands.</summary>
internal abstract record YamlNode(RecipePosition Position)
{
    /// <summary>What it is, for messages: <c>a list</c>, <c>the text 'ten'</c>.</summary>
    public abstract string Description { get; }
}
