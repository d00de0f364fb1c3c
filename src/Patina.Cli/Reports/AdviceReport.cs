using System.Globalization;
using System.Text.Json;
using Patina.Cli.Advice;
using Patina.Cli.Terminals;
using Patina.Embeddings.Machines;

namespace Patina.Cli.Reports;

/// <summary>Which model to try, for people and as JSON.</summary>
internal static class AdviceReport
{
    public static void WriteText(Terminal terminal, Machine machine, ProjectTraits project, IReadOnlyList<ModelAdvice> advice)
    {
        var (output, ink) = (terminal.Out, terminal.Ink);
        output.WriteLine($"machine  {Line.Safe(machine.Processor ?? "unknown processor")}, {machine.Cores} cores, {Gigabytes(machine.MemoryMegabytes)} GB, {AcceleratorOf(machine)}");
        output.WriteLine($"project  {project.Files} files, {(project.Counted ? "" : "about ")}{project.Chunks} texts to embed{(project.Counted ? "" : " (nothing is scraped yet)")}; {string.Join(", ", project.Code.Take(4).Select(language => language.Name))}{ProseOf(project)}");
        output.WriteLine();
        var first = true;
        foreach (var candidate in advice.Where(candidate => candidate.Refusal is null))
        {
            output.WriteLine($"{(first ? ink.Good("try    ") : ink.Faint("or     "))}  {ink.Strong(candidate.Facts.Name)} on {candidate.Runtime}");
            foreach (var reason in candidate.Reasons)
                output.WriteLine($"         {reason}");
            output.WriteLine($"         about {Speed(candidate)} texts/s, {Minutes(candidate.Minutes)} for everything ({Words(candidate.SpeedSource)})");
            if (candidate.Quality is { } quality)
                output.WriteLine($"         {Line.Safe(quality)} ({(candidate.QualitySource == FigureSource.Measured ? "measured here" : "its authors' figure, not measured here")})");
            first = false;
        }

        foreach (var candidate in advice.Where(candidate => candidate.Refusal is not null))
            output.WriteLine($"{ink.Faint("not now")}  {candidate.Facts.Name}: {candidate.Refusal}");
        if (advice.FirstOrDefault(candidate => candidate.Refusal is null) is { } best)
        {
            output.WriteLine();
            output.WriteLine($"To try it: patina model use {best.Facts.Name} && patina oxidize");
        }
    }

    /// <summary>The keys are an interface: add, never rename.</summary>
    public static void WriteJson(Utf8JsonWriter json, Machine machine, ProjectTraits project, IReadOnlyList<ModelAdvice> advice)
    {
        json.WriteStartObject("machine");
        json.WriteOptional("processor", machine.Processor);
        json.WriteNumber("cores", machine.Cores);
        json.WriteNumber("memory_mb", machine.MemoryMegabytes);
        json.WriteString("accelerator", machine.Accelerator.ToString().ToLowerInvariant());
        json.WriteEndObject();
        json.WriteStartObject("project");
        json.WriteNumber("files", project.Files);
        json.WriteNumber("texts", project.Chunks);
        json.WriteBoolean("counted", project.Counted);
        json.WriteStrings("languages", project.Code.Select(language => language.Name));
        json.WriteStartObject("prose");
        foreach (var share in project.Prose)
            json.WriteNumber(share.Language.ToString().ToLowerInvariant(), Math.Round(share.Share, 4));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("models");
        foreach (var candidate in advice)
            WriteCandidate(json, candidate);
        json.WriteEndArray();
    }

    private static void WriteCandidate(Utf8JsonWriter json, ModelAdvice candidate)
    {
        json.WriteStartObject();
        json.WriteString("model", candidate.Facts.Name);
        json.WriteString("runtime", candidate.Runtime);
        json.WriteBoolean("advised", candidate.Refusal is null);
        json.WriteOptional("refusal", candidate.Refusal);
        json.WriteStrings("reasons", candidate.Reasons);
        json.WriteNumber("texts_per_second", Math.Round(candidate.TextsPerSecond, 3));
        json.WriteString("texts_per_second_source", candidate.SpeedSource.ToString().ToLowerInvariant());
        json.WriteNumber("minutes", Math.Round(candidate.Minutes, 2));
        json.WriteOptional("quality", candidate.Quality);
        json.WriteString("quality_source", candidate.QualitySource.ToString().ToLowerInvariant());
        json.WriteEndObject();
    }

    private static string AcceleratorOf(Machine machine) => machine.Accelerator switch
    {
        Accelerator.Apple => "Apple GPU",
        Accelerator.Cuda => "NVIDIA GPU",
        _ => "no GPU that is used",
    };

    private static string ProseOf(ProjectTraits project) => project.Prose.Count == 0
        ? ""
        : $"; prose: {string.Join(", ", project.Prose.Take(4).Select(share => $"{share.Language} {share.Share.ToString("0 %", CultureInfo.InvariantCulture)}"))}";

    private static string Speed(ModelAdvice candidate) =>
        candidate.TextsPerSecond.ToString(candidate.TextsPerSecond < 10 ? "0.0" : "0", CultureInfo.InvariantCulture);

    private static string Minutes(double minutes) => minutes switch
    {
        < 1 => "less than a minute",
        < 120 => string.Create(CultureInfo.InvariantCulture, $"{minutes:0} minutes"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:0.0} hours"),
    };

    private static string Words(FigureSource source) => source switch
    {
        FigureSource.Measured => "measured on this machine",
        FigureSource.Scaled => "measured elsewhere on a model of that shape or scaled by its weights, and scaled to these cores",
        _ => "from the guide's table, not measured here",
    };

    private static string Gigabytes(int megabytes) => (megabytes / 1024.0).ToString("0.0", CultureInfo.InvariantCulture);
}
