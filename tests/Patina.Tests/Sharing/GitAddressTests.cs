using Patina.Sharing;
using Patina.Sharing.Git;
using Patina.Sharing.Recipes;
using Patina.Sharing.Votes;

namespace Patina.Tests.Sharing;

public sealed class GitAddressTests
{
    [Theory]
    [InlineData("https://example.org/recipes.git", "https")]
    [InlineData("ssh://git@example.org:2222/recipes.git", "ssh")]
    [InlineData("git@example.org:ada/recipes.git", "ssh")]
    [InlineData("file:///srv/recipes.git", "file")]
    public void Parse_AllowedForm_AllowsItsProtocolOnly(string text, string protocol) =>
        Assert.Equal(new GitAddress(text, protocol), GitAddress.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("ext::sh -c touch% x")]
    [InlineData("ext::sh")]
    [InlineData("fd::17/foo")]
    [InlineData("transport::https://example.org/x")]
    [InlineData("--upload-pack=touch x")]
    [InlineData("--upload-pack=touch")]
    [InlineData("-u")]
    [InlineData("http://example.org/recipes.git")]
    [InlineData("git://example.org/recipes.git")]
    [InlineData("ftp://example.org/recipes.git")]
    [InlineData("javascript://example.org/x")]
    [InlineData("ssh://-oProxyCommand=touch/x")]
    [InlineData("ssh://-oProxyCommand@example.org/x")]
    [InlineData("-oProxyCommand=x@example.org:y")]
    [InlineData("git@-oProxyCommand:y")]
    [InlineData("git@example.org:--upload-pack=x")]
    [InlineData("https://ada:secret@example.org/recipes.git")]
    [InlineData("https://example.org/re\ncipes.git")]
    [InlineData("file://example.org/share")]
    [InlineData("example.org/recipes")]
    public void Parse_OtherForm_IsRefused(string text) =>
        Assert.Equal(SharingError.BadAddress, Assert.Throws<SharingException>(() => GitAddress.Parse(text)).Reason);

    [Fact]
    public void OfAddress_FileOfAClone_CountsAsTheCloneDoes()
    {
        using var ada = VotingClone.Found("Ada");
        VoteCaster.Cast(ada.Root, "a.yaml", VoteDirection.Up, CancellationToken.None);

        var board = Leaderboard.OfAddress(GitAddress.Parse(new Uri(ada.Root).AbsoluteUri), CancellationToken.None);

        Assert.Equal([("a.yaml", 1), ("b.yaml", 0)], board.Rows.Select(row => (row.Path, row.Up)));
    }

    [Fact]
    public void OfAddress_NoRepositoryThere_SaysSo()
    {
        using var empty = new TemporaryFolder();

        var refusal = Assert.Throws<SharingException>(() => Leaderboard.OfAddress(GitAddress.Parse(new Uri(empty.Path).AbsoluteUri), CancellationToken.None));

        Assert.Equal(SharingError.NotFetched, refusal.Reason);
    }

    [Fact]
    public void Load_RepositoryWithPath_ReadsThatRecipe()
    {
        using var ada = VotingClone.Found("Ada");
        var address = new Uri(ada.Root).AbsoluteUri;

        Assert.Equal("recipe b", RecipeSource.Load($"{address}#b.yaml", CancellationToken.None).Name);
        Assert.Equal("recipe a", RecipeSource.Load($"{ada.Root}#a.yaml", CancellationToken.None).Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("#c.yaml")]
    [InlineData("#../a.yaml")]
    [InlineData("#link.yaml")]
    public void Load_NoSuchRecipeOrSeveral_IsRefused(string path)
    {
        using var ada = VotingClone.Found("Ada");
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(Path.Combine(ada.Root, "link.yaml"), "/etc/passwd");
            ada.Commit("Add a link");
        }

        var refusal = Assert.Throws<SharingException>(() => RecipeSource.Load(ada.Root + path, CancellationToken.None));

        Assert.Equal(SharingError.NoSuchRecipe, refusal.Reason);
    }
}
