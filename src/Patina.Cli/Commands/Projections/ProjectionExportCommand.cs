using System.CommandLine;
using System.Globalization;
using Patina.Embeddings.Onnx.Export;
using Patina.Oxidize;
using Patina.Oxidize.Training;

namespace Patina.Cli.Commands.Projections;

/// <summary><c>patina projection export</c>: writes a projection to a file that other programs read.</summary>
internal sealed class ProjectionExportCommand : PatinaCommand
{
    private readonly Argument<string> _name = new("name") { Description = "As the recipe names it." };

    private readonly Option<bool> _onnx = new("--onnx") { Description = "As an ONNX graph, from the model's vectors to projected ones; else as safetensors." };

    private readonly Option<string> _output = new("--output", "-o") { Description = "The file to write.", HelpName = "FILE", Required = true };

    public ProjectionExportCommand(Shell shell)
        : base(
            shell, "export", "Write a trained projection to a file: ONNX for ONNX Runtime, or safetensors.",
            "patina projection export temporal --onnx -o temporal.onnx",
            "patina projection export semantic -o semantic.safetensors")
    {
        Add(_name);
        Add(_onnx);
        Add(_output);
    }

    protected override int Run(ParseResult line)
    {
        var learnt = LearntProjection.Load(Shell.Project(line), line.GetRequiredValue(_name));
        var (projection, path) = (learnt.Projection, line.GetRequiredValue(_output));
        if (line.GetValue(_onnx))
            PerceptronGraph.Write(PerceptronOf(projection), path);
        else
            ProjectionFile.Save(projection, path);

        if (!learnt.Active)
            Shell.Terminal.Say($"patina: {learnt.Name} is off here: it found no more than the model's own vectors.");
        Shell.Terminal.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{path}: {learnt.Name}, {projection.InputDimension} → {projection.HiddenDimension} → {projection.OutputDimension}"));
        return ExitCode.Ok;
    }

    private static Perceptron PerceptronOf(Projection projection)
    {
        var tensors = projection.Tensors;
        return new Perceptron
        {
            Weights1 = tensors[0].Values,
            Bias1 = tensors[1].Values,
            Weights2 = tensors[2].Values,
            Bias2 = tensors[3].Values,
            Question = tensors.Count > 4 ? (tensors[4].Values, tensors[5].Values) : null,
        };
    }
}
