using System.Globalization;
using System.Text;
using Patina.Pretrain.Mining;

namespace Patina.Pretrain.Output;

/// <summary>Writes <c>MODEL.md</c>: what a model was trained on and how, so that it can be judged and made again.</summary>
internal static class ModelCard
{
    public static string Write(string name, PretrainOptions options, PretrainReport report)
    {
        var card = new StringBuilder();
        card.Append(CultureInfo.InvariantCulture, $"""
            # {name}

            A static embedding model: {report.Pieces:N0} rows of {report.Dimensions} numbers, {report.ModelBytes / 1e6:0.0} MB. A text's vector is the sum of its tokens' rows,
            each times the square root of how often it occurs, at unit length; a document's is l2(l2(body) + l2(head)).

            Trained by `patina pretrain` {(options.Start is null ? "from random numbers" : "from another model")}. The folder has Model2Vec's layout; a reader that pools by the plain
            mean (Model2Vec's own) loads it and gets other, somewhat worse vectors.

            | | |
            |---|---|
            | command | `{options.CommandLine}` |
            | seed | {options.Seed} |
            | pairs | {report.Pairs:N0} chosen of {report.MinedPairs:N0} mined |
            | seen | {(long)options.Steps * options.BatchSize:N0} pairs in {options.Steps} steps of {options.BatchSize}, blocks of {options.BlockSize} |
            | kept | step {report.Curve.BestStep}{(report.DevelopmentQueries > 0 ? $", MRR@10 {report.Curve.BestScore:0.000} on {report.DevelopmentQueries} doc comments of development repositories" : "")} |
            | time | mining {report.MiningTime.TotalSeconds:0} s, vocabulary {report.VocabularyTime.TotalSeconds:0} s, training {report.TrainingTime.TotalSeconds:0} s on {report.Threads} threads |

            ## Pairs

            | kind | pairs |
            |---|---|

            """);
        foreach (var (kind, count) in report.Repositories.SelectMany(row => row.Pairs).GroupBy(pair => pair.Key)
            .Select(kind => (kind.Key, kind.Sum(pair => pair.Value))).OrderBy(entry => entry.Key))
            card.Append(CultureInfo.InvariantCulture, $"| {Describe(kind)} | {count:N0} |\n");
        card.Append("\n## Repositories\n\nLicences are recognised by their files.\n\n| repository | commit | licence | pairs |\n|---|---|---|---|\n");
        foreach (var row in report.Repositories)
            card.Append(CultureInfo.InvariantCulture, $"| {row.Name} | `{row.Commit ?? "none"}` | {row.Licence} | {row.Pairs.Values.Sum():N0} |\n");
        if (report.Development.Count > 0)
            card.Append(CultureInfo.InvariantCulture, $"\nDevelopment (they decided when to stop, and were not trained on): {string.Join(", ", report.Development)}.\n");
        if (report.HeldOut.Count > 0)
            card.Append(CultureInfo.InvariantCulture, $"\nHeld out (pairs that also occur there were left out): {string.Join(", ", report.HeldOut)}.\n");
        return card.ToString();
    }

    private static string Describe(PairKind kind) => kind switch
    {
        PairKind.Doc => "doc comment to function",
        PairKind.Name => "name to body without it",
        PairKind.Commit => "commit subject to paths and additions",
        PairKind.CommitFile => "commit subject to one file",
        PairKind.CommitBody => "commit subject to message body",
        PairKind.Path => "path to first lines",
        PairKind.Section => "heading to section",
        PairKind.Prose => "first sentence to the rest of its paragraph",
        _ => kind.ToString(),
    };
}
