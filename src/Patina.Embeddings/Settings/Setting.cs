namespace Patina.Embeddings.Settings;

/// <summary>A value, and where it comes from.</summary>
/// <param name="Origin">A file of the model, relative to its folder; or <c>recipe or registry</c>; or <c>default</c>.</param>
public sealed record Setting<T>(T Value, string Origin)
{
    /// <summary>The value as a person reads it.</summary>
    public override string ToString() => Value switch
    {
        string text => $"\"{text.ReplaceLineEndings("\\n")}\"",
        bool flag => flag ? "yes" : "no",
        Enum word => word.ToString().ToLowerInvariant(),
        _ => Value?.ToString() ?? "",
    };
}
