using System.CommandLine;
using Patina.Cli.Models;
using Patina.Cli.Reports;
using Patina.Embeddings;

namespace Patina.Cli.Commands.Models;

/// <summary><c>patina model export</c>.</summary>
internal sealed class ModelExportCommand : OneModelCommand
{
    private readonly Option<bool> _pooled = new("--pooled") { Description = "Let the graph itself pool, as the model's settings say, and normalise: one vector per text." };

    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "The folder to make; it must not exist. Default: NAME-PRECISION in the current folder.",
        HelpName = "FOLDER",
    };

    private readonly Option<bool> _compare = new("--compare") { Description = "Compare with 32-bit weights however large they are; it takes their size in memory and on disk." };
    private readonly Option<bool> _noCompare = new("--no-compare") { Description = "Do not compare with 32-bit weights." };
    private readonly Option<bool> _offline = CommonOptions.Offline();
    private readonly Option<bool> _json = CommonOptions.Json();

    public ModelExportCommand(Shell shell)
        : base(
            shell, "export",
            "Write a model's safetensors weights as an ONNX graph, in a folder with tokenizer and settings that can be used as a model: bert, nomic_bert, "
            + "modernbert, qwen3 and olmo3. Says how near vectors are to those of 32-bit weights.",
            "patina model export hf:Qwen/Qwen3-Embedding-0.6B --precision int8",
            "patina model export ./checkpoints/mine --precision fp16 -o models/mine && patina model use ./models/mine",
            "patina model export hf:intfloat/e5-base-v2 --precision fp32 --pooled --json")
    {
        Add(_pooled);
        Add(_output);
        Add(_compare);
        Add(_noCompare);
        Add(_offline);
        Add(_json);
        Validators.Add(result =>
        {
            if (result.GetValue(_compare) && result.GetValue(_noCompare))
                result.AddError("--compare and --no-compare contradict each other.");
            if (result.GetResult(Precision)?.Tokens is [{ Value: "bf16" }])
                result.AddError("--precision: graphs are written in fp32, fp16, int8 or int4, not in bf16.");
        });
    }

    protected override int Run(ParseResult line)
    {
        var request = Request(line);
        var export = Shell.Watch(line, progress =>
        {
            var (files, options) = ModelFetch.Checkpoint(Shell.Setup, request, line.GetValue(_offline), progress, Shell.Cancellation);
            bool? compare = line.GetValue(_compare) ? true : line.GetValue(_noCompare) ? false : null;
            return ModelExport.Run(files, options, FolderFor(line, options), line.GetValue(_pooled), compare, progress, Shell.Cancellation);
        });
        if (line.GetValue(_json))
            JsonOutput.Write(Shell.Terminal, json => ModelExportReport.WriteJson(json, export));
        else if (!line.GetValue(Shell.Quiet))
            ModelExportReport.WriteText(Shell.Terminal.Out, export);
        return ExitCode.Ok;
    }

    private string FolderFor(ParseResult line, EngineOptions options)
    {
        if (line.GetValue(_output) is { } named)
            return named;
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(options.ModelName.Split('@')[0]).Replace(':', '-'));
        return $"{name}-{Precisions.WordOf(options.Precision ?? ModelPrecision.Int8)}";
    }
}
