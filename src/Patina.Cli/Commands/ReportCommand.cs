using System.CommandLine;
using System.Text;
using Patina.Cli.Measurements;
using Patina.Cli.Reports;
using Patina.Memory.Storage;
using Patina.Report.Data;
using Patina.Report.Page;

namespace Patina.Cli.Commands;

/// <summary><c>patina report</c>.</summary>
internal sealed class ReportCommand : PatinaCommand
{
    private readonly Option<FileInfo?> _output = new("--output", "-o")
    {
        Description = "Write one self-contained page to this file, with a map of the embedding space; otherwise tables are printed.",
        HelpName = "FILE.html",
    };

    private readonly Option<bool> _json = CommonOptions.Json();

    public ReportCommand(Shell shell)
        : base(
            shell, "report", "Show how the memory grew, how projections were trained and what they gain, how models did, and what vectors take.",
            "patina report", "patina report -o report.html")
    {
        Add(_output);
        Add(_json);
    }

    protected override int Run(ParseResult line)
    {
        var project = Shell.Project(line);
        var file = line.GetValue(_output);
        var report = Shell.Watch(line, progress => ReportReader.Read(project, withMap: file is not null, progress, Shell.Cancellation));
        report = MeasuredResults.Read(project, Shell.Terminal.Say, here: false).In(report);
        if (file is not null)
            WritePage(file, report);
        if (line.GetValue(_json))
            JsonOutput.Write(Shell.Terminal, json => ProjectReportJson.Write(json, report));
        else if (file is null)
            new ProjectReportText(Shell.Terminal.Out, Shell.Terminal.Ink).Write(report);
        else if (!line.GetValue(Shell.Quiet))
            Shell.Terminal.Say($"Written to {file.FullName}.");
        return ExitCode.Ok;
    }

    private static void WritePage(FileInfo file, ProjectReport report)
    {
        AtomicFile.Write(file.FullName, stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
            ReportPage.Write(writer, report, DateTimeOffset.UtcNow);
        });
    }
}
