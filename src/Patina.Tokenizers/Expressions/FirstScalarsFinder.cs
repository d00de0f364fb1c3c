namespace Patina.Tokenizers.Expressions;

/// <summary>Finds out what a match can begin with at any instruction of a program.</summary>
internal sealed class FirstScalarsFinder(IReadOnlyList<Instruction> code)
{
    private readonly HashSet<int> _seen = [];

    public FirstScalars Find(int start)
    {
        _seen.Clear();
        var pending = new Stack<int>([start]);
        var all = default(FirstScalars);
        while (pending.TryPop(out var at))
        {
            if (_seen.Add(at))
                all = all.Or(FindOne(at, pending));
        }

        return all;
    }

    private FirstScalars FindOne(int at, Stack<int> pending)
    {
        var instruction = code[at];
        switch (instruction.Operation)
        {
            case Operation.Match:
                return FirstScalars.All;
            case Operation.Take:
                return instruction.Set.First;
            case Operation.TakeRun or Operation.TakeWholeRun:
                if (instruction.Least == 0)
                    pending.Push(at + 1);
                return instruction.Set.First;
            case Operation.Split:
                pending.Push(instruction.Target);
                pending.Push(instruction.Other);
                return default;
            case Operation.Jump or Operation.Look:
                pending.Push(instruction.Target);
                return default;
            default:
                pending.Push(at + 1);
                return default;
        }
    }
}
