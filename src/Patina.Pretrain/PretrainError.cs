namespace Patina.Pretrain;

/// <summary>Why a model could not be trained.</summary>
public enum PretrainError
{
    /// <summary>A folder is missing or holds nothing to learn from.</summary>
    BadCorpus,

    /// <summary>A setting is out of its range.</summary>
    BadOptions,

    /// <summary>A file of an earlier, interrupted run is damaged.</summary>
    BadWorkFile,

    /// <summary>The model to start from cannot be continued.</summary>
    BadStart,
}
