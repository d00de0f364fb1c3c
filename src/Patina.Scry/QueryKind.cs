namespace Patina.Scry;

/// <summary>What a question asks for; decides how much code, documents, notes and commits weigh.</summary>
public enum QueryKind
{
    /// <summary>An identifier: <c>parseHeader</c>, <c>std::fs</c>, <c>Flask.route</c>.</summary>
    Symbol,

    /// <summary>What code does or where: the default.</summary>
    Behaviour,

    /// <summary>What happened, was decided or learnt: when, why, who, which session.</summary>
    History,
}
