// What the small vocabularies are trained on, and the texts that they are tried on. Our own words throughout.

export const corpus = `
public sealed class ReadHeader { private readonly byte[] buffer; public int Length => buffer.Length; }
public static int parseHTTPResponse(string text, int offset) { return text.IndexOf("\\r\\n", offset) + 2; }
fn read_header(buffer: &[u8]) -> Result<Header, Error> { let length = buffer.len(); if length < 8 { return Err(Error::TooShort); } }
def read_header(buffer): return struct.unpack("<Q", buffer[:8])[0]  # little-endian, eight bytes
func (r *Reader) ReadHeader(buf []byte) (int, error) { if len(buf) < 8 { return 0, io.ErrUnexpectedEOF } ; return 8, nil }
const readHeader = async (buffer) => { const view = new DataView(buffer); return view.getBigUint64(0, true); };
for (int i = 0; i < 10; i++) { sum += values[i] * weights[i]; } // 1234567890 + 3.14159
The reader reads the length of the header before it reads anything else; the header says how long the rest is.
It's what we've done, they're sure that he'd say she'll go, and I'm told you don't. Where is the length of the header checked?
Der Leser liest zuerst die Länge des Kopfes. Größe, Straße, über, schön. Le lecteur lit d'abord la longueur de l'en-tête, déjà été.
Читатель сначала читает длину заголовка. Η επικεφαλίδα διαβάζεται πρώτα. הכותרת נקראת קודם. يُقرأ الرأس أولاً.
首先读取标题的长度。見出しの長さを最初に読みます。머리글의 길이를 먼저 읽습니다. हेडर की लंबाई पहले पढ़ी जाती है। อ่านความยาวก่อน
😀 👍🏽 👨‍👩‍👧‍👦 🇩🇪 ½ ⅷ ² ﬁ … — “ ” ‘ ’ € £ ¥ ° × ÷ ≤ ≥ → ▁
`;

export const texts = [
  "", " ", "  ", "   x", "a", "A b", "Hello, world!", "The reader reads the length of the header.",
  "public static int parseHTTPResponse(string text)", "\tif (x) {\n\t\treturn 1;\n\t}\n", "a\r\nb\r\n\r\nc", "\n\n\n", " \n \n x",
  "trailing   ", "    four spaces", "x  y   z    w", "tab\there", "1234567890", "12 345 6.789e-10", "0x1F + 07", "v1.2.3-rc.4",
  "It's we've DON'T I'M he'd she'll they're 's'S", "snake_case_name kebab-case-name CamelCaseName", "foo(bar)[baz]{qux}<quux>",
  "!!! ??? ... --- ===", "a+b=c;d*e/f%g", "\"quoted\" 'single' `back`", "https://example.org/path?q=1&r=two#frag", "user@example.org",
  "Größe über schön Straße", "déjà été naïve façade", "e\u0301 a\u0308 n\u0303", "Å Å Å", "ﬁ ﬂ ½ ² ⅷ Ⅷ ①", "ＦＵＬＬ ｗｉｄｔｈ　１２３",
  "Читатель читает", "Η επικεφαλίδα", "הכותרת נקראת", "يُقرأ الرأس", "首先读取标题的长度", "見出しの長さ", "머리글의 길이를", "각",
  "हेडर की लंबाई", "อ่านความยาว", "𝒜𝓃𝒹 𝔐𝔞𝔱𝔥 𝟙𝟚𝟛", "\u{10400}\u{10428}", "\u{20000}\u{2A6D6}字", "😀", "😀😀 👍🏽", "👨‍👩‍👧‍👦 family", "🇩🇪🇫🇷",
  "a😀b", "▁ already ▁marked", "\u0000\u0001\u0007", "zero\u200Bwidth\u200Djoiner\u200C", "\uFFFD", "no\u00A0break\u2003em\u3000ideographic",
  "line\u2028sep\u2029par", "soft\u00ADhyphen", "İstanbul ISTANBUL ıstanbul", "ſtraße K Å", "ǅ ǆ ǈ", "\u0301\u0302 alone", "x\u0301\u0323\u0302y",
  "<s> </s> <unk> [CLS] [SEP] <mask>", "a<mask>b", "a <mask> b", "word<|end|>word", "<|end|><|end|>", "  <|end|>  ", "[MASK]ing un[MASK]",
  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "abababababababababababababababababababab",
  "the the the the", "readreadread", "Where is the length of the header checked?", "struct.unpack(\"<Q\", buffer[:8])[0]",
  "r *Reader) ReadHeader(buf []byte) (int, error) {", "→ ≤ ≥ × ÷ €100 £5 ¥3", "…—“quoted”‘x’", "mixed漢字とkana한글ไทย", "x=1\ny=2\r\nz=3",
];
