namespace Patina.Cli.Doctor;

/// <summary>What has been found so far.</summary>
internal sealed class Findings(CancellationToken cancellation)
{
    private readonly List<Finding> _all = [];

    public IReadOnlyList<Finding> All => _all;

    public CancellationToken Cancellation => cancellation;

    public void Add(Finding finding) => _all.Add(finding);

    /// <summary>Adds what a check finds; an expected failure is a problem with the library's own message.</summary>
    /// <param name="repair">What puts such a failure right.</param>
    /// <returns>Whether it was no problem.</returns>
    public bool Check(string name, string repair, Func<Finding> check)
    {
        cancellation.ThrowIfCancellationRequested();
        Finding finding;
        try
        {
            finding = check();
        }
        catch (Exception failure) when (Failure.IsExpected(failure))
        {
            finding = Finding.Problem(name, failure.Message, repair);
        }

        _all.Add(finding);
        return finding.Health != Health.Problem;
    }
}
