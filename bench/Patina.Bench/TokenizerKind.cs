namespace Patina.Bench;

public enum TokenizerKind
{
    WordPiece,
    ByteLevel,
}
