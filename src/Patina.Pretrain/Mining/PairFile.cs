using System.Text;
using Patina.Memory.Storage;

namespace Patina.Pretrain.Mining;

/// <summary>Pairs on disk, read one after another: kind, then query, head and text as length-prefixed UTF-8.</summary>
internal static class PairFile
{
    private const string Magic = "patina pairs 1";

    /// <summary>Writes a file as a whole or not at all.</summary>
    /// <param name="origin">What it was made of; the same origin need not be mined again.</param>
    /// <param name="write">Called with what takes the pairs.</param>
    public static void Write(string path, string origin, Action<Action<MinedPair>> write)
    {
        AtomicFile.Write(path, stream =>
        {
            using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
            writer.Write(Magic);
            writer.Write(origin);
            write(pair =>
            {
                writer.Write((byte)pair.Kind);
                writer.Write(pair.Query);
                writer.Write(pair.Head);
                writer.Write(pair.Text);
            });
            writer.Write(byte.MaxValue);
        });
    }

    /// <summary>Whether there is a file of this origin.</summary>
    public static bool IsOf(string path, string origin)
    {
        if (!File.Exists(path))
            return false;
        try
        {
            using var reader = Open(path);
            return reader.ReadString() == Magic && reader.ReadString() == origin;
        }
        catch (Exception error) when (error is IOException or FormatException)
        {
            return false;
        }
    }

    /// <exception cref="PretrainException"><see cref="PretrainError.BadWorkFile"/>.</exception>
    public static IEnumerable<MinedPair> Read(string path)
    {
        using var reader = Open(path);
        if (reader.ReadString() != Magic)
            throw new PretrainException(PretrainError.BadWorkFile, $"{path} is no file of training pairs. Delete it and start again.");
        _ = reader.ReadString();
        for (var kind = reader.ReadByte(); kind != byte.MaxValue; kind = reader.ReadByte())
            yield return new MinedPair((PairKind)kind, reader.ReadString(), reader.ReadString(), reader.ReadString());
    }

    private static BinaryReader Open(string path) =>
        new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16), Encoding.UTF8);
}
