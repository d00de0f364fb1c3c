namespace Patina.Tokenizers.Models;

/// <summary>Tokens and their ids, both ways. Ids may have holes. Immutable.</summary>
internal sealed class Vocabulary
{
    /// <summary>Ids are below this: the largest vocabularies in use have about 300,000 tokens.</summary>
    public const int MaxIds = 1 << 22;

    private readonly Dictionary<string, int> _ids;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _idsBySpan;
    private readonly string?[] _tokens;

    /// <param name="ids">Distinct ids in 0 to <see cref="MaxIds"/>, exclusive.</param>
    public Vocabulary(Dictionary<string, int> ids)
    {
        _ids = ids;
        _idsBySpan = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        _tokens = new string?[ids.Count == 0 ? 0 : ids.Values.Max() + 1];
        foreach (var (token, id) in ids)
            _tokens[id] = token;
    }

    public int Count => _ids.Count;

    /// <summary>One more than the greatest id.</summary>
    public int Limit => _tokens.Length;

    public IReadOnlyDictionary<string, int> Entries => _ids;

    public bool TryGetId(ReadOnlySpan<char> token, out int id) => _idsBySpan.TryGetValue(token, out id);

    public int? IdOf(ReadOnlySpan<char> token) => _idsBySpan.TryGetValue(token, out var id) ? id : null;

    public string? TokenOf(int id) => (uint)id < (uint)_tokens.Length ? _tokens[id] : null;
}
