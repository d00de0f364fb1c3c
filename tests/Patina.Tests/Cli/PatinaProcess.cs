using System.Diagnostics;

namespace Patina.Tests.Cli;

/// <summary>Runs the built program, as a user does.</summary>
internal static class PatinaProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <param name="folder">The folder it is started in.</param>
    public static PatinaResult Run(string folder, params string[] arguments) =>
        Run(folder, new Dictionary<string, string?>(), arguments);

    /// <param name="environment">Variables to set, or to unset where null.</param>
    public static PatinaResult Run(string folder, IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        using var process = Start(folder, environment, arguments);
        return Finish(process);
    }

    public static Process Start(string folder, IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(ProgramPath(), arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    public static PatinaResult Finish(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"patina did not end within {Patience}.");
        }

        return new PatinaResult(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    /// <summary>The program beside the tests: artifacts/bin/Patina.Cli/CONFIGURATION/patina.</summary>
    private static string ProgramPath()
    {
        var tests = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var name = OperatingSystem.IsWindows() ? "patina.exe" : "patina";
        return Path.Combine(tests.Parent!.Parent!.FullName, "Patina.Cli", tests.Name, name);
    }
}

internal sealed record PatinaResult(int ExitCode, string Out, string Error);
