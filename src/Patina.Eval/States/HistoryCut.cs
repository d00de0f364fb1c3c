using System.Text;
using Patina.Memory.Scraping.Git;

namespace Patina.Eval.States;

/// <summary>Where the history is parted into what may be found and what asks.</summary>
/// <param name="Head">The commit that the project stands at.</param>
/// <param name="Cut">The last commit that may be found; <paramref name="Head"/> where the history is too short to be parted.</param>
internal sealed record HistoryCut(string Head, string Cut)
{
    /// <summary>The share of the commits, the latest, that asks.</summary>
    private const double LaterShare = 0.2;
    private const int MostLater = 600;
    private const int FewestCommits = 25;

    /// <summary>The cut lies on the line of first parents, so that what comes after it is none of its ancestors.</summary>
    public static HistoryCut Of(GitProgram git, CancellationToken cancellation)
    {
        var line = Lines(git, cancellation, "rev-list", "--first-parent", "HEAD");
        var total = int.Parse(Lines(git, cancellation, "rev-list", "--count", "HEAD")[0], System.Globalization.CultureInfo.InvariantCulture);
        var later = (int)Math.Min(MostLater, total * LaterShare);
        if (total < FewestCommits)
            return new HistoryCut(line[0], line[0]);

        // Merges bring many commits at once: the first commit of the line with enough after it.
        var (low, high) = (0, line.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var after = int.Parse(Lines(git, cancellation, "rev-list", "--count", $"{line[middle]}..HEAD")[0], System.Globalization.CultureInfo.InvariantCulture);
            if (after >= later)
                high = middle;
            else
                low = middle + 1;
        }

        return new HistoryCut(line[0], line[low]);
    }

    /// <summary>What git prints; empty where it finds nothing.</summary>
    internal static List<string> LinesOrNone(GitProgram git, CancellationToken cancellation, params ReadOnlySpan<string> arguments)
    {
        using var process = git.Start(withInput: false, cancellation, arguments);
        using var reader = new StreamReader(process.Output, Encoding.UTF8);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return process.Finish() == 0 ? [.. lines] : [];
    }

    internal static List<string> Lines(GitProgram git, CancellationToken cancellation, params ReadOnlySpan<string> arguments)
    {
        using var process = git.Start(withInput: false, cancellation, arguments);
        using var reader = new StreamReader(process.Output, Encoding.UTF8);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (process.Finish() != 0 || lines.Length == 0)
            throw new EvalException(EvalError.NoCheckout, $"{git.Root}: git {arguments[0]} found nothing. {process.Errors} An evaluation needs a git repository with at least one commit.");
        return [.. lines];
    }
}
