using Patina.Memory.Chunks;
using Patina.Memory.Paths;
using Patina.Scry.Lexical;

namespace Patina.Scry.Ranking;

/// <summary>Which chunks may answer a question. Decides on a path once.</summary>
internal sealed class Admission
{
    private readonly LexicalIndex _index;
    private readonly IReadOnlyList<ChunkKind> _kinds;
    private readonly PathGlob? _path;
    private readonly IReadOnlySet<string>? _excluded;
    private readonly Dictionary<int, bool> _places = [];

    private Admission(LexicalIndex index, IReadOnlyList<ChunkKind> kinds, PathGlob? path, IReadOnlySet<string>? excluded)
    {
        _index = index;
        _kinds = kinds;
        _path = path;
        _excluded = excluded is { Count: > 0 } ? excluded : null;
    }

    /// <summary>Whether all may answer.</summary>
    public bool IsOpen => !Narrows && _excluded is null;

    /// <summary>Whether whole kinds or folders may not, so that a list must be asked for what it has of the rest.</summary>
    public bool Narrows => _kinds.Count > 0 || _path is not null;

    public static Admission Of(ScryQuery query, LexicalIndex index) => new(index, query.Kind is { } kind ? [kind] : query.Kinds, query.Path, query.Excluded);

    public bool Admits(int chunk)
    {
        if (_kinds.Count > 0 && !_kinds.Contains(_index.KindOf(chunk)))
            return false;
        if (_path is null && _excluded is null)
            return true;
        var place = _index.PlaceOf(chunk);
        if (_places.TryGetValue(place, out var admitted))
            return admitted;
        var path = _index.PathOf(place);
        admitted = _path?.Matches(path) != false && _excluded?.Contains(path) != true;
        _places.Add(place, admitted);
        return admitted;
    }
}
