using Patina.Toml;

namespace Patina.Tests.Toml;

public sealed class TomlDocumentTests
{
    private static TomlTable Parse(string text) => TomlDocument.Parse(text, "test.toml");

    private static TomlValue Value(string text) => Parse($"v = {text}")["v"];

    [Theory]
    [InlineData("\"a\\tb\\u00e9\\U0001F600\\\"\\\\\"", "a\tbé😀\"\\")]
    [InlineData("'C:\\new \"x\"'", "C:\\new \"x\"")]
    [InlineData("\"\"\"\nfirst\n  second\"\"\"", "first\n  second")]
    [InlineData("\"\"\"one \\\n\n   two\"\"\"", "one two")]
    [InlineData("\"\"\"\"\"two quotes\"\"\"\"\"", "\"\"two quotes\"\"")]
    [InlineData("'''\r\nraw \\n\r\n'''", "raw \\n\n")]
    [InlineData("''", "")]
    public void Parse_EachKindOfText_IsUnescaped(string written, string expected) =>
        Assert.Equal(expected, Assert.IsType<TomlString>(Value(written)).Text);

    [Theory]
    [InlineData("+99", 99)]
    [InlineData("-1_000", -1000)]
    [InlineData("0xDEAD_beef", 0xDEADBEEF)]
    [InlineData("0o755", 493)]
    [InlineData("0b1101", 13)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("0x7fffffffffffffff", long.MaxValue)]
    public void Parse_WholeNumbers_InEachBase(string written, long expected) =>
        Assert.Equal(expected, Assert.IsType<TomlInteger>(Value(written)).Value);

    [Theory]
    [InlineData("3.1415", 3.1415)]
    [InlineData("-2E-2", -0.02)]
    [InlineData("6.626e-34", 6.626e-34)]
    [InlineData("9_224.617_445", 9224.617445)]
    [InlineData("+inf", double.PositiveInfinity)]
    [InlineData("-inf", double.NegativeInfinity)]
    [InlineData("nan", double.NaN)]
    public void Parse_Floats(string written, double expected) =>
        Assert.Equal(expected, Assert.IsType<TomlFloat>(Value(written)).Value);

    [Theory]
    [InlineData("1979-05-27T00:32:00.999999-07:00", TomlDateKind.OffsetDateTime)]
    [InlineData("1979-05-27 07:32:00Z", TomlDateKind.OffsetDateTime)]
    [InlineData("2000-02-29T07:32:00", TomlDateKind.LocalDateTime)]
    [InlineData("1979-05-27", TomlDateKind.LocalDate)]
    [InlineData("00:32:00.5", TomlDateKind.LocalTime)]
    public void Parse_Dates_AreKeptAsWritten(string written, TomlDateKind kind)
    {
        var date = Assert.IsType<TomlDate>(Value(written + " # a comment"));
        Assert.Equal((written, kind), (date.Text, date.Kind));
    }

    [Fact]
    public void Parse_HeadersDottedKeysAndInlineTables_MakeOneTree()
    {
        var root = Parse("""
            title = "t"
            [a.b]
            c.d = 1
            c.e = { "f.g" = [1, 2.5, ["x"],], h.i = true }
            [a]
            last = false
            [[list]]
            n = 1
            [list.sub]
            deep = 'yes'
            [[list]]
            n = 2
            """);

        Assert.Equal(["title", "a", "list"], root.Keys);
        var a = Assert.IsType<TomlTable>(root["a"]);
        var c = (TomlTable)((TomlTable)a["b"])["c"];
        var e = (TomlTable)c["e"];
        Assert.Equal(1, ((TomlInteger)c["d"]).Value);
        Assert.Equal(["f.g", "h"], e.Keys);
        Assert.Equal(3, ((TomlArray)e["f.g"]).Items.Count);
        Assert.False(((TomlBoolean)a["last"]).Value);
        var list = ((TomlArray)root["list"]).Items.Cast<TomlTable>().ToList();
        Assert.Equal("yes", ((TomlString)((TomlTable)list[0]["sub"])["deep"]).Text);
        Assert.Equal(["n"], list[1].Keys);
    }

    [Fact]
    public void Parse_Positions_AreLineAndColumn()
    {
        var root = Parse("a = 1\r\n\r\n[t] # x\r\n  key = \"v\"\n");
        var position = ((TomlTable)root["t"])["key"].Position;
        Assert.Equal(new TomlPosition("test.toml", 4, 9), position);
    }

    [Fact]
    public void Parse_ByteOrderMark_IsPassedOver() =>
        Assert.Equal(["a"], TomlDocument.Parse([0xEF, 0xBB, 0xBF, .. "a = 1"u8], "test.toml").Keys);

    [Fact]
    public void Load_MissingFile_SaysSo()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<TomlException>(() => TomlDocument.Load(Path.Combine(folder.Path, "none.toml"), "none.toml"));
        Assert.Equal(TomlError.Unreadable, error.Reason);
    }
}
