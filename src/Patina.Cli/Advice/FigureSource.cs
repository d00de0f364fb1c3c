namespace Patina.Cli.Advice;

/// <summary>Who says a figure.</summary>
internal enum FigureSource
{
    /// <summary>Measured on this machine, by <c>patina bench models</c>.</summary>
    Measured,

    /// <summary>Measured elsewhere (docs/performance.md) and scaled to the cores here.</summary>
    Scaled,

    /// <summary>From the table of docs/model-guide.md: an expectation for a Mac Studio M2 Max, not a measurement.</summary>
    Table,
}
