namespace Patina.Memory.Native;

internal enum TSQueryPredicateStepType
{
    Done,
    Capture,
    String,
}
