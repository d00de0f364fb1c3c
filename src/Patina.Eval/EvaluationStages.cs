namespace Patina.Eval;

/// <summary>The stages that an evaluation reports beside those of scraping and oxidizing.</summary>
public static class EvaluationStages
{
    /// <summary>The project as it was at the cut.</summary>
    public const string Copying = "copying the project";

    /// <summary>Making query sets.</summary>
    public const string Choosing = "choosing queries";

    public const string Asking = "asking";
}
