namespace Patina.Embeddings;

/// <summary>
/// The fixed texts by which two ways of computing a model are compared: code of several languages, prose in several scripts, one word
/// and several hundred, so that they share batches of different shapes.
/// </summary>
public static class ComparisonTexts
{
    public static IReadOnlyList<string> All { get; } =
    [
        "x",
        "how are results from several lists fused",
        "Where is the retry limit of an HTTP client configured, and what happens when it is reached?",
        "Wie wird die Konfiguration gelesen, und wo liegt sie?",
        "¿Qué función comprueba la firma del archivo descargado?",
        "La mémoire tampon est vidée dès que la connexion se ferme.",
        "Функция возвращает ошибку, если файл не найден.",
        "設定ファイルを読み込む関数",
        "解析请求头之前先检查长度",
        "الدالة تحسب مجموع القيم",
        "사용자 인증 토큰을 갱신한다",
        "emoji 🚀 naïve café — “quotes”",
        "fn main() { println!(\"hello\"); }",
        "def fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)",
        "public sealed class Cache<TKey, TValue>(int capacity)\n{\n    private readonly Dictionary<TKey, LinkedListNode<TValue>> _items = [];\n}",
        "SELECT name, count(*) FROM events WHERE at > ? GROUP BY name ORDER BY 2 DESC LIMIT 10;",
        "func (s *Server) Handle(w http.ResponseWriter, r *http.Request) {\n\tif err := s.check(r); err != nil {\n\t\thttp.Error(w, err.Error(), 403)\n\t}\n}",
        "const sum = xs => xs.reduce((a, b) => a + b, 0); // O(n)",
        "#include <stdio.h>\nint main(void) { for (int i = 0; i < 3; i++) printf(\"%d\\n\", i); return 0; }",
        string.Join(' ', Enumerable.Repeat("The header is parsed before the body, and its length is checked against the file.", 20)),
    ];
}
