namespace Patina.Memory.Lexical;

/// <summary>Receives terms one after another; a struct, so that the scanner is compiled for each.</summary>
public interface ITermSink
{
    /// <param name="term">Lower case; valid during the call only.</param>
    /// <returns>False to stop the scan.</returns>
    bool Add(ReadOnlySpan<char> term);
}
