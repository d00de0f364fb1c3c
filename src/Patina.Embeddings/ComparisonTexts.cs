namespace Patina.Embeddings;

/// <summary>
/// The fixed texts by which ways of computing a model are compared, be they runtimes, precisions or batches: languages, scripts and programming
/// languages, one word to several windows long, so that they share batches of different shapes.
/// </summary>
public static class ComparisonTexts
{
    public static IReadOnlyList<string> All { get; } =
    [
        "x",
        "parse",
        "how are results from several lists fused",
        "Where is the configuration file read, and what happens if it is missing?",
        "Wie wird die Größe des Zwischenspeichers begrenzt?",
        "¿Dónde se cierran las conexiones que nadie usa?",
        "Où les erreurs du réseau sont-elles réessayées ?",
        "Где проверяется подпись загруженного файла?",
        "設定ファイルを読み込む関数",
        "哪个函数负责合并两个排序列表？",
        "두 버전의 차이를 계산하는 코드",
        "أين تُحفظ نتائج البحث؟",
        "खोज के परिणाम कहाँ सहेजे जाते हैं?",
        "🚀 release notes: faster startup, fewer allocations",
        "fn main() { println!(\"hello\"); }",
        "def mean(values):\n    return sum(values) / len(values)",
        "func (s *Store) Get(key string) ([]byte, error) {\n\ts.mu.RLock()\n\tdefer s.mu.RUnlock()\n\treturn s.items[key], nil\n}",
        "public async Task<int> CountAsync(CancellationToken token) => await _items.CountAsync(token);",
        "export const debounce = (f: () => void, ms: number) => { let t: number; return () => { clearTimeout(t); t = setTimeout(f, ms); }; };",
        "SELECT name, count(*) FROM events WHERE kind = 'commit' GROUP BY name HAVING count(*) > 3 ORDER BY 2 DESC;",
        "for (size_t i = 0; i < n; ++i) { sum += a[i] * b[i]; }",
        "services:\n  db:\n    image: postgres:16\n    ports: [\"5432:5432\"]",
        "fold :: (b -> a -> b) -> b -> [a] -> b\nfold f z = go z where { go acc [] = acc; go acc (x:xs) = go (f acc x) xs }",
        string.Join(' ', Enumerable.Repeat("The header is parsed before the body, and its length is checked against the file.", 24)),
    ];
}
