using System.Globalization;
using Patina.Cli.Models;
using Patina.Embeddings.Machines;

namespace Patina.Cli.Advice;

/// <summary>Goes from hardware to use to model: what can run here, what is done in time, and of that what is expected to find most.</summary>
internal static class Advisor
{
    /// <summary>Of the memory, for the model: the rest is the system's and everybody else's.</summary>
    private const double MemoryShare = 0.6;

    /// <summary>What a running model takes beyond its weights.</summary>
    private const int WorkingMegabytes = 400;

    /// <param name="minutes">What embedding everything for the first time may take.</param>
    /// <param name="measured">Figures of this machine.</param>
    /// <returns>The best first; those that are not advised last.</returns>
    public static IReadOnlyList<ModelAdvice> Advise(
        Machine machine, ProjectTraits project, IReadOnlyList<ModelListing> models, double minutes, IReadOnlyList<MeasuredModel> measured) =>
    [
        .. ModelFacts.All
            .Select(facts => (Facts: facts, Listing: models.FirstOrDefault(listing => listing.Entry.Name == facts.Name)))
            .Where(candidate => candidate.Listing is not null)
            .Select(candidate => AdviceOn(candidate.Facts, candidate.Listing!, machine, project, minutes, measured))
            .OrderBy(advice => advice.Refusal is not null)
            .ThenByDescending(advice => Worth(advice, project)),
    ];

    private static ModelAdvice AdviceOn(
        ModelFacts facts, ModelListing listing, Machine machine, ProjectTraits project, double minutes, IReadOnlyList<MeasuredModel> measured)
    {
        var own = measured.FirstOrDefault(figure => figure.Model == facts.Name);
        var apple = machine.Accelerator == Accelerator.Apple && facts.TextsPerSecondApple is not null && listing.Entry.Runtimes.Contains("mlx");
        var runtime = own?.Runtime ?? (apple ? "mlx" : listing.Entry.Runtimes is ["static"] ? "static" : "onnx");
        var speed = own?.TextsPerSecond ?? (apple ? facts.TextsPerSecondApple!.Value : facts.TextsPerCoreSecond * machine.Cores);
        var source = own?.TextsPerSecond is not null ? FigureSource.Measured : apple ? FigureSource.Table : FigureSource.Scaled;
        var needed = (apple ? facts.HalfMegabytes : facts.Int8Megabytes) * 3 / 2 + WorkingMegabytes;
        var takes = project.Chunks / speed / 60;
        return new ModelAdvice(
            facts, runtime, speed, source, takes,
            own?.Quality ?? listing.Entry.Performance, own?.Quality is not null ? FigureSource.Measured : FigureSource.Table,
            RefusalOf(listing, facts, runtime, needed, machine, takes, minutes),
            ReasonsOf(facts, project, runtime, listing));
    }

    private static string? RefusalOf(
        ModelListing listing, ModelFacts facts, string runtime, int needed, Machine machine, double takes, double minutes)
    {
        if (listing.Refusal is not null || !listing.Entry.Runtimes.Contains(runtime))
            return $"needs {string.Join(" or ", listing.Entry.Runtimes)}, which cannot run here";
        if (facts.Rank > 0 && needed > machine.MemoryMegabytes * MemoryShare)
            return string.Create(CultureInfo.InvariantCulture, $"needs about {needed / 1024.0:0.0} GB of memory; {machine.MemoryMegabytes * MemoryShare / 1024:0.0} GB of {machine.MemoryMegabytes / 1024.0:0.0} are for a model");
        return takes > minutes
            ? string.Create(CultureInfo.InvariantCulture, $"embedding everything takes about {takes:0} minutes, longer than the {minutes:0} given")
            : null;
    }

    private static List<string> ReasonsOf(ModelFacts facts, ProjectTraits project, string runtime, ModelListing listing)
    {
        var reasons = new List<string>();
        if (facts.Rank == 0)
            reasons.Add("comes with the program: nothing to fetch, answers at once");
        if (runtime == "mlx")
            reasons.Add("MLX uses the Apple GPU and the memory that it shares");
        if (facts.KnowsCode && facts.Rank > 0)
            reasons.Add("trained on code in over a hundred languages");
        if (project.IsMultilingual)
            reasons.Add(facts.IsMultilingual ? "understands the languages that are written here" : "made for English, and not all prose here is");
        if (listing.Presence == ModelPresence.Fetched)
            reasons.Add("is on this machine already");
        return reasons;
    }

    /// <summary>Expected to find most; a model for English only loses where much is in other languages.</summary>
    private static double Worth(ModelAdvice advice, ProjectTraits project) =>
        advice.Facts.Rank - (project.IsMultilingual && !advice.Facts.IsMultilingual ? 3.5 : 0);
}
