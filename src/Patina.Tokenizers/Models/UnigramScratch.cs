namespace Patina.Tokenizers.Models;

/// <summary>The best ways to cut the beginnings of a word.</summary>
internal sealed class UnigramScratch : CachingScratch
{
    private Ending[] _endings = new Ending[256];
    private Ending[] _path = new Ending[64];

    public override long Capacity => 16L * (_endings.Length + _path.Length);

    /// <summary>Room for the best last piece of each beginning of a word.</summary>
    /// <param name="length">Units of the word.</param>
    /// <returns>One for each number of units from 0 to <paramref name="length"/>; none is reached but the first.</returns>
    public Span<Ending> RentEndings(int length)
    {
        if (_endings.Length <= length)
            _endings = new Ending[Math.Max(length + 1, _endings.Length * 2)];
        var endings = _endings.AsSpan(0, length + 1);
        endings.Fill(new Ending(double.NegativeInfinity, -1, Ending.Unreached));
        endings[0] = new Ending(0, -1, 0);
        return endings;
    }

    /// <summary>Room for the pieces of the best way.</summary>
    public Span<Ending> RentPath(int pieces)
    {
        if (_path.Length < pieces)
            _path = new Ending[Math.Max(pieces, _path.Length * 2)];
        return _path.AsSpan(0, pieces);
    }

    /// <summary>The last piece of the best way to cut the text up to some place.</summary>
    /// <param name="Score">Sum of the scores of all pieces.</param>
    /// <param name="Id">The piece.</param>
    /// <param name="Start">Where the piece begins, or <see cref="Unreached"/>.</param>
    public readonly record struct Ending(double Score, int Id, int Start)
    {
        public const int Unreached = -1;
    }
}
