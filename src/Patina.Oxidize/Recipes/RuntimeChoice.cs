namespace Patina.Oxidize.Recipes;

/// <summary>What computes the model. Written in lower case in a recipe.</summary>
public enum RuntimeChoice
{
    /// <summary>The fastest that can run the model on this machine.</summary>
    Auto,

    Onnx,

    Mlx,

    Static,
}
