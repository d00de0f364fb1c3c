using System.Text;
using Patina.Toml;

namespace Patina.Tests.Toml;

public sealed class HostileTomlTests
{
    private static TomlException Refused(string text) => Assert.Throws<TomlException>(() => TomlDocument.Parse(text, "bad.toml"));

    [Theory]
    [InlineData("a = 1\na = 2", TomlError.Duplicate, 2)]
    [InlineData("[t]\n[t]", TomlError.Duplicate, 2)]
    [InlineData("a.b = 1\n[a]\nc = 2", TomlError.Duplicate, 2)]
    [InlineData("[a.b]\nx = 1\n[a]\nb.y = 2", TomlError.Duplicate, 4)]
    [InlineData("a = { b = 1 }\na.c = 2", TomlError.Duplicate, 2)]
    [InlineData("a = [ {} ]\n[[a]]", TomlError.Duplicate, 2)]
    [InlineData("[[a]]\n[a]", TomlError.Duplicate, 2)]
    [InlineData("a = { b = 1, b = 2 }", TomlError.Duplicate, 1)]
    [InlineData("a = 'open", TomlError.BadSyntax, 1)]
    [InlineData("a = \"\"\"open\n\n", TomlError.BadSyntax, 3)]
    [InlineData("a = \"\\x41\"", TomlError.BadSyntax, 1)]
    [InlineData("a = \"\\uD800\"", TomlError.BadValue, 1)]
    [InlineData("a = 1 b = 2", TomlError.BadSyntax, 1)]
    [InlineData("a = { b = 1,\n c = 2 }", TomlError.BadSyntax, 1)]
    [InlineData("a = [1 2]", TomlError.BadSyntax, 1)]
    [InlineData("[a", TomlError.BadSyntax, 1)]
    [InlineData("[[a]", TomlError.BadSyntax, 1)]
    [InlineData("= 1", TomlError.BadSyntax, 1)]
    [InlineData("a =", TomlError.BadSyntax, 1)]
    [InlineData("\n\nä = 1", TomlError.BadSyntax, 3)]
    [InlineData("a = 007", TomlError.BadValue, 1)]
    [InlineData("a = 1__0", TomlError.BadValue, 1)]
    [InlineData("a = 1.", TomlError.BadValue, 1)]
    [InlineData("a = 9223372036854775808", TomlError.BadValue, 1)]
    [InlineData("a = 0xFFFFFFFFFFFFFFFF", TomlError.BadValue, 1)]
    [InlineData("a = +0x1", TomlError.BadValue, 1)]
    [InlineData("a = True", TomlError.BadValue, 1)]
    [InlineData("a = 2021-02-29", TomlError.BadValue, 1)]
    [InlineData("a = 1979-05-27T25:00:00", TomlError.BadValue, 1)]
    [InlineData("a = 1 # bell \a", TomlError.BadCharacter, 1)]
    [InlineData("a = \"tab\u007f\"", TomlError.BadCharacter, 1)]
    [InlineData("a = 1 # return \r only", TomlError.BadCharacter, 1)]
    public void Parse_BrokenText_SaysWhereAndWhy(string text, TomlError reason, int line)
    {
        var error = Refused(text);
        Assert.Equal((reason, line), (error.Reason, error.Position.Line));
        Assert.StartsWith($"bad.toml({line},", error.Message);
        Assert.DoesNotContain(error.Message, char.IsControl);
    }

    [Fact]
    public void Parse_HalfOfASurrogatePair_IsRefused() =>
        Assert.Equal(TomlError.BadCharacter, Refused($"a = \"{'\ud800'}\"").Reason);

    [Fact]
    public void Parse_BytesThatAreNotUtf8_AreRefused()
    {
        var error = Assert.Throws<TomlException>(() => TomlDocument.Parse([.. "a = \""u8, 0xC3, 0x28, (byte)'"'], "bad.toml"));
        Assert.Equal(TomlError.BadCharacter, error.Reason);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{a=", "}")]
    public void Parse_NestingWithoutEnd_IsRefusedBeforeTheStackIs(string open, string close)
    {
        var text = new StringBuilder("a = ").Insert(4, open, 100_000).Append('1').Insert(4 + (open.Length * 100_000) + 1, close, 100_000);
        Assert.Equal(TomlError.TooLarge, Refused(text.ToString()).Reason);
    }

    [Fact]
    public void Parse_KeyOfManyParts_IsRefused() =>
        Assert.Equal(TomlError.TooLarge, Refused(string.Join('.', Enumerable.Repeat("a", 65)) + " = 1").Reason);

    [Fact]
    public void Load_HugeFile_IsRefusedUnread()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("huge.toml", new string('#', TomlDocument.MaxBytes + 1));
        Assert.Equal(TomlError.TooLarge, Assert.Throws<TomlException>(() => TomlDocument.Load(path)).Reason);
    }
}
