namespace Patina.Tests.Cli;

public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void NoCommand_ShowsHelpOnStandardOutput()
    {
        var result = PatinaProcess.Run(_folder.Path);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("version", result.Out);
        Assert.Equal("", result.Error);
    }

    [Fact]
    public void Help_EndsWithExamples()
    {
        var result = PatinaProcess.Run(_folder.Path, "version", "--help");

        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"Examples:\r?\n  patina version", result.Out);
    }

    [Theory]
    [InlineData("unknown option '--quite'. Did you mean '--quiet'?", "version", "--quite")]
    [InlineData("unknown option '--zzzzzz'.\n", "version", "--zzzzzz")]
    [InlineData("unknown command 'verson'. Did you mean 'version'?", "verson")]
    [InlineData("unexpected argument 'now'.", "version", "now")]
    public void BadCommandLine_SaysWhatWasMeant(string message, params string[] arguments)
    {
        var result = PatinaProcess.Run(_folder.Path, arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("", result.Out);
        Assert.Contains($"patina: {message}", result.Error.ReplaceLineEndings("\n"));
        Assert.Contains("--help' to see what it takes.", result.Error);
    }

    [Fact]
    public void Directory_Missing_IsUsageError()
    {
        var result = PatinaProcess.Run(_folder.Path, "version", "-C", Path.Combine(_folder.Path, "nowhere"));

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("", result.Out);
        Assert.Contains("there is no folder", result.Error);
    }

    [Fact]
    public void Argument_BeginningWithAt_IsNotAResponseFile()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "words"), "version");

        var result = PatinaProcess.Run(_folder.Path, "@words");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("unknown command '@words'.", result.Error);
    }
}
