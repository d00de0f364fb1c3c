namespace Patina.Tokenizers.Models;

/// <summary>Room for the hashes of the beginnings of a word.</summary>
/// <param name="longestPiece">Units of the longest piece.</param>
internal sealed class WordPieceScratch(int longestPiece) : ModelScratch
{
    public ulong[] Hashes { get; } = new ulong[longestPiece];

    public override long Capacity => 0;
}
