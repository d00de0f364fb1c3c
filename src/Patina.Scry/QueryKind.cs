namespace Patina.Scry;

/// <summary>What a question asks for; decides how much each list, kind of chunk and file counts.</summary>
public enum QueryKind
{
    /// <summary>An identifier: <c>parseHeader</c>, <c>std::fs</c>, <c>Flask.route</c>.</summary>
    Symbol,

    /// <summary>What code does or where: the default.</summary>
    Behaviour,

    /// <summary>What happened, was decided or learnt: when, why, who, which session.</summary>
    History,

    /// <summary>How parts work together: begins with "how", or speaks of architecture, structure, design.</summary>
    Architecture,

    /// <summary>Which files a change concerns: "which files …", or the subject of a commit ("add …", "rename …").</summary>
    Change,
}
