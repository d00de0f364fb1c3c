using System.Globalization;
using System.Runtime.InteropServices;
using Patina.Safetensors;

namespace Patina.Scry.Lexical;

/// <summary>The postings of up to 65,536 consecutive chunks, so that a chunk's number in its window has 16 bits. Mapped.</summary>
internal sealed class PostingsWindow
{
    public const int Size = 1 << 16;

    private readonly SafetensorsFile _file;
    private readonly TensorInfo _terms;
    private readonly TensorInfo _starts;
    private readonly TensorInfo _numbers;
    private readonly TensorInfo _impacts;

    /// <param name="number">Of the window, from 0.</param>
    /// <exception cref="SafetensorsException">The file has no such window.</exception>
    public PostingsWindow(SafetensorsFile file, int number)
    {
        _file = file;
        _terms = file.GetTensor(TermsName(number));
        _starts = file.GetTensor(StartsName(number));
        _numbers = file.GetTensor(NumbersName(number));
        _impacts = file.GetTensor(ImpactsName(number));
    }

    /// <summary>Distinct terms, ascending.</summary>
    public ReadOnlySpan<ulong> Terms => MemoryMarshal.Cast<byte, ulong>(_file.GetBytes(_terms));

    /// <summary>How many postings.</summary>
    public long Postings => _numbers.ElementCount;

    public static string TermsName(int number) => Name("terms", number);

    public static string StartsName(int number) => Name("starts", number);

    public static string NumbersName(int number) => Name("numbers", number);

    public static string ImpactsName(int number) => Name("impacts", number);

    /// <summary>Where the postings of a term lie; empty where no chunk has it.</summary>
    public Range Find(ulong term)
    {
        var at = Terms.BinarySearch(term);
        if (at < 0)
            return default;
        var starts = MemoryMarshal.Cast<byte, int>(_file.GetBytes(_starts, at * (long)sizeof(int), 2 * sizeof(int)));
        return starts[0]..starts[1];
    }

    /// <summary>Numbers of chunks within the window, ascending.</summary>
    /// <param name="postings">As <see cref="Find"/> gives it.</param>
    public ReadOnlySpan<ushort> Numbers(Range postings)
    {
        var (start, length) = (postings.Start.Value, postings.End.Value - postings.Start.Value);
        return MemoryMarshal.Cast<byte, ushort>(_file.GetBytes(_numbers, start * (long)sizeof(ushort), length * sizeof(ushort)));
    }

    /// <summary>For each of <see cref="Numbers"/>, what the term says of the chunk: 1 to 255.</summary>
    public ReadOnlySpan<byte> Impacts(Range postings) =>
        _file.GetBytes(_impacts, postings.Start.Value, postings.End.Value - postings.Start.Value);

    private static string Name(string what, int number) => string.Create(CultureInfo.InvariantCulture, $"{what}.{number}");
}
