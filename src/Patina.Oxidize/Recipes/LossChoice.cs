namespace Patina.Oxidize.Recipes;

/// <summary>What a projection's training makes small. Written as <c>infonce</c> or <c>triplet</c> in a recipe.</summary>
public enum LossChoice
{
    /// <summary>Cross entropy of the true partner among all partners of the batch, in both directions.</summary>
    InfoNce,

    /// <summary>max(0, margin − cos(anchor, positive) + cos(anchor, negative)).</summary>
    Triplet,
}
