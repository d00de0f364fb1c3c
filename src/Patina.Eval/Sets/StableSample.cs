using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Patina.Eval.Sets;

/// <summary>Picks a sample that depends on content alone, not on order or on what else there is.</summary>
internal static class StableSample
{
    public static List<T> Of<T>(IEnumerable<T> items, int most, Func<T, string> identity) =>
        [.. items.Select(item => (item, id: identity(item)))
            .OrderBy(entry => NumberOf(entry.id)).ThenBy(entry => entry.id, StringComparer.Ordinal).Take(most).Select(entry => entry.item)];

    public static ulong NumberOf(string identity) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(identity)));
}
