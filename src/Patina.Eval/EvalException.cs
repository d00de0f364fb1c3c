namespace Patina.Eval;

/// <summary>Why an evaluation could not be run or a result not be read.</summary>
public enum EvalError
{
    /// <summary>The project gives too few queries, or has no history to part by time.</summary>
    NothingToAsk,

    /// <summary>A result file cannot be read: too large, no JSON, another format, or a figure that cannot be.</summary>
    BadResult,

    /// <summary>A condition of <c>--fail-under</c> cannot be read.</summary>
    BadCondition,

    /// <summary>git could not give the state of the project at the cut.</summary>
    NoCheckout,
}

/// <summary>An expected failure of this library; the message says what, where, and what to do.</summary>
public sealed class EvalException(EvalError reason, string message, Exception? inner = null) : Exception(message, inner)
{
    public EvalError Reason { get; } = reason;
}
