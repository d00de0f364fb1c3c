namespace Patina.Oxidize;

/// <summary>The stages that an <see cref="Oxidizer"/> reports, in their order.</summary>
public static class OxidizeStages
{
    /// <summary>Another process is writing.</summary>
    public const string Waiting = "waiting for another patina";

    public const string Embedding = "embedding";

    public const string Pairing = "pairing";

    public const string Training = "training";

    public const string Evaluating = "evaluating";

    public const string Indexing = "indexing";
}
