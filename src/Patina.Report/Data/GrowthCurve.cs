namespace Patina.Report.Data;

/// <summary>The events of one kind added up over the months.</summary>
/// <param name="Totals">One for each month of the report.</param>
public sealed record GrowthCurve(string Kind, IReadOnlyList<double> Totals)
{
    /// <returns>All months from the first to the last, also those without an event; kinds with most events first.</returns>
    public static (IReadOnlyList<string> Months, IReadOnlyList<GrowthCurve> Kinds) Of(IReadOnlyList<GrowthStep> growth)
    {
        var months = MonthsBetween(growth.Min(step => step.Month)!, growth.Max(step => step.Month)!);
        var curves = growth.GroupBy(step => step.Kind).Select(kind =>
        {
            var events = kind.ToDictionary(step => step.Month, step => step.Events);
            double total = 0;
            return new GrowthCurve(kind.Key, [.. months.Select(month => total += events.GetValueOrDefault(month))]);
        });
        return (months, [.. curves.OrderByDescending(curve => curve.Totals[^1]).ThenBy(curve => curve.Kind, StringComparer.Ordinal)]);
    }

    /// <summary>A clock that was wrong once must not make a line of a thousand years: months far from most are left as they are.</summary>
    private static List<string> MonthsBetween(string first, string last)
    {
        const int most = 12 * 60;
        var (year, month) = Parts(first);
        var end = Parts(last);
        var months = new List<string>();
        while ((year, month).CompareTo(end) <= 0 && months.Count < most)
        {
            months.Add($"{year:0000}-{month:00}");
            (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1);
        }

        return months;
    }

    private static (int Year, int Month) Parts(string month) =>
        (int.Parse(month[..4], System.Globalization.CultureInfo.InvariantCulture), Math.Clamp(int.Parse(month[5..7], System.Globalization.CultureInfo.InvariantCulture), 1, 12));
}
