using Patina.Hub;

namespace Patina.Tests.Hub;

public sealed class HostileHubTests
{
    [Theory]
    [InlineData(401, HubError.Unauthorized)]
    [InlineData(403, HubError.Forbidden)]
    [InlineData(404, HubError.NotFound)]
    [InlineData(418, HubError.BadResponse)]
    public void Pull_RefusedByTheHub_SaysWhatToDo(int status, HubError reason)
    {
        using var pull = new HubPull();
        pull.AddModel();
        pull.Hub.Intercept = _ => new FakeResponse(status);
        var error = pull.Refused();
        Assert.Equal(reason, error.Reason);
        Assert.Contains(HubPull.Repository, error.Message);
        Assert.Single(pull.Hub.Requests);
    }

    [Fact]
    public void Pull_GatedModel_NamesThePageOfItsLicence()
    {
        using var pull = new HubPull();
        pull.AddModel();
        pull.Hub.Intercept = request => request.Method == "HEAD" ? new FakeResponse(403).With("X-Error-Code", "GatedRepo") : null;
        var error = pull.Refused();
        Assert.Equal(HubError.Forbidden, error.Reason);
        Assert.Contains($"{pull.Hub.Address.AbsoluteUri}{HubPull.Repository}", error.Message);
    }

    [Theory]
    [InlineData("../../../../escape")]
    [InlineData("/etc/escape")]
    [InlineData("a/../../escape")]
    [InlineData("a\\..\\escape")]
    [InlineData("C:/escape")]
    [InlineData("nul")]
    [InlineData("a/b./escape")]
    public void Pull_FileNameThatLeadsElsewhere_IsNotOffered(string name)
    {
        using var pull = new HubPull();
        pull.AddModel();
        var listing = $$"""{"sha":"{{FakeHub.Commit}}","siblings":[{"rfilename":"config.json"},{"rfilename":{{System.Text.Json.JsonSerializer.Serialize(name)}}}]}""";
        pull.Hub.Intercept = request => request.Path.StartsWith("/api/") ? new FakeResponse(200) { Body = System.Text.Encoding.UTF8.GetBytes(listing) } : null;
        Assert.Equal(["config.json"], pull.Pull().Sha256.Keys);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"sha":"../../../evil","siblings":[]}""")]
    [InlineData("""{"sha":"0123456789abcdef0123456789abcdef01234567"}""")]
    public void Pull_ListingThatIsNone_IsRefused(string listing)
    {
        using var pull = new HubPull();
        pull.Hub.Intercept = _ => new FakeResponse(200) { Body = System.Text.Encoding.UTF8.GetBytes(listing) };
        Assert.Equal(HubError.BadResponse, pull.Refused().Reason);
    }

    [Theory]
    [InlineData("../../../../evil")]
    [InlineData("abc")]
    [InlineData("")]
    public void Pull_DigestThatIsNone_IsRefused(string etag)
    {
        using var pull = new HubPull();
        pull.AddModel();
        pull.Hub.Intercept = request => request.Method == "HEAD" ? new FakeResponse(200).With("ETag", $"\"{etag}\"").With("Content-Length", "2") : null;
        Assert.Equal(HubError.BadResponse, pull.Refused().Reason);
    }

    [Fact]
    public void Pull_RedirectInACircle_Ends()
    {
        using var pull = new HubPull();
        pull.Hub.Intercept = request => new FakeResponse(302).With("Location", request.Path);
        Assert.Equal(HubError.BadResponse, pull.Refused().Reason);
    }

    [Fact]
    public void Pull_OtherCommitThanAsked_IsRefused()
    {
        using var pull = new HubPull();
        pull.AddModel();
        Assert.Equal(HubError.BadResponse, pull.Refused(new string('a', 40)).Reason);
    }

    [Fact]
    public void Pull_NobodyListens_SaysSo()
    {
        using var pull = new HubPull();
        pull.Options = pull.Options with { MaxAttempts = 2, Endpoint = new Uri("http://127.0.0.1:1") };
        var error = pull.Refused();
        Assert.Equal(HubError.Unreachable, error.Reason);
        Assert.Contains("127.0.0.1", error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b/c")]
    [InlineData("../x")]
    [InlineData("a/..")]
    [InlineData("a--b/c")]
    [InlineData("-a/b")]
    [InlineData("a/b.")]
    [InlineData("a/b c")]
    [InlineData("a/b\n")]
    public void Parse_RepositoryThatTheHubCannotHave_IsRefused(string name) =>
        Assert.Equal(HubError.BadName, Assert.Throws<HubException>(() => RepositoryId.Parse(name)).Reason);

    [Theory]
    [InlineData("")]
    [InlineData("../main")]
    [InlineData("/main")]
    [InlineData("a//b")]
    [InlineData("a..b")]
    [InlineData("refs/heads/x.lock")]
    public void Parse_RevisionThatGitCannotHave_IsRefused(string name) =>
        Assert.Equal(HubError.BadName, Assert.Throws<HubException>(() => Revision.Parse(name)).Reason);
}
