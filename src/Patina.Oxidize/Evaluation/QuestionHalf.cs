namespace Patina.Oxidize.Evaluation;

/// <summary>
/// Which of the held-out questions. An evaluation lets one half decide whether a projection is switched on and asks the other, so that no figure
/// is of questions by which the projection was chosen.
/// </summary>
internal enum QuestionHalf
{
    /// <summary>All of them.</summary>
    Both,

    /// <summary>Those that decide.</summary>
    Deciding,

    /// <summary>Those that are kept for an evaluation.</summary>
    Kept,
}
