namespace Patina.Models;

/// <summary>Why a transformer could not be read.</summary>
public enum ModelError
{
    /// <summary>A file of the model is missing, or cannot be read as what it is.</summary>
    BadFile,

    /// <summary><c>config.json</c> lacks a setting, or has one of the wrong type or range.</summary>
    BadConfig,

    /// <summary>The model is of an architecture, or uses a variant of one, that is not known here.</summary>
    Unsupported,

    /// <summary>A weight is not in the files.</summary>
    MissingWeight,

    /// <summary>A weight has another shape or type than the configuration asks for.</summary>
    MisshapenWeight,

    /// <summary>A layer, or a length, that the model does not have.</summary>
    OutOfRange,
}
