namespace Patina.Memory.Native;

internal readonly struct TSQueryPredicateStep
{
    public readonly TSQueryPredicateStepType Type;
    public readonly uint ValueId;
}
