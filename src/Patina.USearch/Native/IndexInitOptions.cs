using System.Runtime.InteropServices;

namespace Patina.USearch.Native;

/// <summary><c>usearch_init_options_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct IndexInitOptions
{
    public VectorMetric MetricKind;
    public nint Metric;
    public VectorPrecision Quantization;
    public nuint Dimensions;
    public nuint Connectivity;
    public nuint ExpansionAdd;
    public nuint ExpansionSearch;
    public bool Multi;
}
