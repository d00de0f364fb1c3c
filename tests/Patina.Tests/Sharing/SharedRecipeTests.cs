using System.Text;
using System.Text.RegularExpressions;
using Patina.Oxidize.Recipes;
using Patina.Sharing.Recipes;

namespace Patina.Tests.Sharing;

public sealed partial class SharedRecipeTests
{
    public static TheoryData<string> HostileFiles()
    {
        var data = new TheoryData<string>();
        foreach (var file in Directory.GetFiles(Repository.Fixture("shared-recipes", "hostile")).Order(StringComparer.Ordinal))
            data.Add(Path.GetFileName(file));
        return data;
    }

    [Theory]
    [MemberData(nameof(HostileFiles))]
    public void Load_HostileFile_IsRefusedForItsReasonInItsLine(string file)
    {
        var path = Repository.Fixture("shared-recipes", "hostile", file);
        var expected = Expectation().Match(File.ReadLines(path).First());

        var refusal = Assert.Throws<RecipeException>(() => SharedRecipeFile.Load(path));

        Assert.Equal(expected.Groups["reason"].Value, refusal.Error.ToString());
        Assert.Equal(expected.Groups["line"].Value, $"{refusal.Position.Line}");
    }

    [Fact]
    public void Parse_TooManyBytes_IsRefused() =>
        Assert.Equal(RecipeError.TooLarge, Refusal(Encoding.UTF8.GetBytes("# " + new string('x', SharedRecipeFile.MaxBytes))));

    [Fact]
    public void Parse_NoText_IsRefused() => Assert.Equal(RecipeError.Unreadable, Refusal([0x70, 0xFF, 0xFE]));

    [Fact]
    public void Write_WhatWasRead_IsReadBackTheSame()
    {
        var recipe = SharedRecipeFile.Load(Repository.Fixture("shared-recipes", "e5-on-rust.yaml"));

        var again = SharedRecipeFile.Parse(Encoding.UTF8.GetBytes(SharedRecipeFile.Write(recipe)), "again");

        Assert.Equal(recipe.Id, again.Id);
        Assert.Equal("hf:intfloat/e5-base-v2", again.Model.Id);
        Assert.Equal(new MeasuredFigure("held-out", "semantic", "mrr_gain", 0.07, 0.03, 0.11, 412), Assert.Single(again.Evaluation));
        Assert.Equal(KeyValuePair.Create("rust", 250), Assert.Single(again.Project!.Languages));
    }

    [Fact]
    public void Id_OtherLayoutOfTheFile_IsTheSameAndOtherContentIsNot()
    {
        var text = File.ReadAllText(Repository.Fixture("shared-recipes", "e5-on-rust.yaml"));

        Assert.Equal(Parse(text).Id, Parse("# a comment\n" + text.Replace("\"Ada Example\"", "Ada Example", StringComparison.Ordinal)).Id);
        Assert.NotEqual(Parse(text).Id, Parse(text.Replace("[1024, 256]", "[1024, 128]", StringComparison.Ordinal)).Id);
    }

    private static SharedRecipe Parse(string text) => SharedRecipeFile.Parse(Encoding.UTF8.GetBytes(text), "test");

    private static RecipeError Refusal(byte[] bytes) => Assert.Throws<RecipeException>(() => SharedRecipeFile.Parse(bytes, "test")).Error;

    [GeneratedRegex(@"\A# refused: (?<reason>\w+) line (?<line>\d+)\z")]
    private static partial Regex Expectation();
}
