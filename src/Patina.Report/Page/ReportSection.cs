namespace Patina.Report.Page;

/// <param name="Id">For links.</param>
/// <param name="Content">HTML.</param>
internal sealed record ReportSection(string Id, string Title, string Content);
