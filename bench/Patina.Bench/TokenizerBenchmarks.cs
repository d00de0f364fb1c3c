using BenchmarkDotNet.Attributes;
using Patina.Tokenizers;

namespace Patina.Bench;

/// <summary>
/// Tokenizing a million bytes of this repository's C# in passages of forty lines; times are for one byte, so that 50 ns are 20 MB/s.
/// </summary>
[MemoryDiagnoser]
public class TokenizerBenchmarks
{
    private readonly List<int> _ids = [];
    private byte[] _file = [];
    private Tokenizer _tokenizer = null!;
    private string[] _passages = [];

    [ParamsAllValues]
    public TokenizerKind Kind { get; set; }

    [GlobalSetup]
    public void Open()
    {
        _file = TokenizerSamples.File(Kind);
        _tokenizer = Tokenizer.Parse(_file, Kind.ToString());
        _passages = TokenizerSamples.Passages();
    }

    [Benchmark(OperationsPerInvoke = TokenizerSamples.Bytes)]
    public int Ids()
    {
        var count = 0;
        foreach (var passage in _passages)
        {
            _ids.Clear();
            _tokenizer.Encode(passage, _ids);
            count += _ids.Count;
        }

        return count;
    }

    [Benchmark(OperationsPerInvoke = TokenizerSamples.Bytes)]
    public int IdsAndRanges() => _passages.Sum(passage => _tokenizer.Encode(passage).Length);

    /// <summary>All processors at work.</summary>
    [Benchmark(OperationsPerInvoke = TokenizerSamples.Bytes)]
    public int Batch() => _tokenizer.EncodeBatch(_passages).Length;

    /// <summary>Time for the whole file.</summary>
    [Benchmark]
    public Tokenizer Load() => Tokenizer.Parse(_file, Kind.ToString());
}
