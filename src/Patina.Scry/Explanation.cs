namespace Patina.Scry;

/// <summary>The arithmetic behind a score: the sum of what the evidence adds, times the factors, plus what the rest of the place adds.</summary>
/// <param name="Terms">What each word of the question adds to the lexical score of the chunk; words that it lacks are left out.</param>
/// <param name="Factors">Of kind and place, where they are not 1.</param>
/// <param name="Additions">What other chunks and the name of the place add.</param>
public sealed record Explanation(
    IReadOnlyList<NamedNumber> Terms, IReadOnlyList<NamedNumber> Factors, IReadOnlyList<NamedNumber> Additions);

public readonly record struct NamedNumber(string Name, double Value);
