namespace Patina.Oxidize.Evaluation;

/// <summary>How far files that ask are moved toward what they went together with before.</summary>
/// <param name="Share">As <see cref="Pairs.KnownPartners.Move"/> takes it; 0 for not at all.</param>
/// <param name="Mrr">Of the validation questions, with it.</param>
/// <param name="MrrWithout">Of the same questions by the projection alone.</param>
internal sealed record PartnerChoice(double Share, double Mrr, double MrrWithout);
