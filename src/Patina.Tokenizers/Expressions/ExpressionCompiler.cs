namespace Patina.Tokenizers.Expressions;

/// <summary>Makes a program of an expression.</summary>
internal sealed class ExpressionCompiler
{
    /// <summary>Counted repetitions are written out; no tokenizer comes near this.</summary>
    private const int MaxInstructions = 20_000;

    private readonly List<Instruction> _code = [];
    private readonly string _source;
    private int _runs;
    private int _splits;

    private ExpressionCompiler(string source) => _source = source;

    public static ExpressionProgram Compile(Expression expression, string source)
    {
        var compiler = new ExpressionCompiler(source);
        compiler.Emit(expression);
        compiler.Add(new Instruction(Operation.Match));
        var first = new FirstScalarsFinder(compiler._code);
        foreach (var split in compiler._code)
        {
            if (split.Operation == Operation.Split)
                (split.First, split.OtherFirst) = (first.Find(split.Target), first.Find(split.Other));
        }

        for (var at = 0; at < compiler._code.Count; at++)
            compiler._code[at].IsLast = compiler.EndsAt(at + 1);

        return new ExpressionProgram([.. compiler._code], first.Find(0), compiler._runs, compiler._splits);
    }

    private void Emit(Expression expression)
    {
        switch (expression)
        {
            case Expression.Empty:
                break;
            case Expression.Character character:
                Add(new Instruction(Operation.Take) { Set = character.Set });
                break;
            case Expression.Sequence sequence:
                foreach (var part in sequence.Parts)
                    Emit(part);
                break;
            case Expression.Choice choice:
                EmitChoice(choice.Parts);
                break;
            case Expression.Repetition repetition:
                EmitRepetition(repetition);
                break;
            case Expression.Atomic atomic:
                Add(new Instruction(Operation.BeginAtomic));
                Emit(atomic.Body);
                Add(new Instruction(Operation.EndAtomic));
                break;
            case Expression.Look look:
                EmitLook(look);
                break;
            case Expression.Place place:
                Add(new Instruction(Operation.Place) { Place = place.Kind });
                break;
        }
    }

    private void EmitChoice(IReadOnlyList<Expression> parts)
    {
        var ends = new List<Instruction>();
        for (var i = 0; i < parts.Count - 1; i++)
        {
            var split = AddSplit();
            split.Target = _code.Count;
            Emit(parts[i]);
            ends.Add(Add(new Instruction(Operation.Jump)));
            split.Other = _code.Count;
        }

        Emit(parts[^1]);
        foreach (var end in ends)
            end.Target = _code.Count;
    }

    private void EmitRepetition(Expression.Repetition repetition)
    {
        if (repetition is { Body: Expression.Character character, Kind: not RepetitionKind.Lazy })
        {
            Add(new Instruction(repetition.Kind == RepetitionKind.Possessive ? Operation.TakeWholeRun : Operation.TakeRun)
            {
                Set = character.Set,
                Least = repetition.Least,
                Most = repetition.Most,
                Index = _runs++,
            });
            return;
        }

        if (repetition.Kind == RepetitionKind.Possessive)
        {
            Emit(new Expression.Atomic(repetition with { Kind = RepetitionKind.Greedy }));
            return;
        }

        for (var i = 0; i < repetition.Least; i++)
            Emit(repetition.Body);
        if (repetition.Most == Expression.Repetition.Unlimited)
            EmitLoop(repetition);
        else
            EmitOptional(repetition);
    }

    private void EmitLoop(Expression.Repetition repetition)
    {
        if (CanBeEmpty(repetition.Body))
            throw Bad("what may match nothing is repeated without end");
        var begin = _code.Count;
        var split = AddSplit();
        Emit(repetition.Body);
        Add(new Instruction(Operation.Jump) { Target = begin });
        SetTargets(split, begin + 1, repetition.Kind);
    }

    private void EmitOptional(Expression.Repetition repetition)
    {
        var splits = new List<(Instruction Split, int Body)>();
        for (var i = repetition.Least; i < repetition.Most; i++)
        {
            splits.Add((AddSplit(), _code.Count));
            Emit(repetition.Body);
        }

        foreach (var (split, body) in splits)
            SetTargets(split, body, repetition.Kind);
    }

    /// <summary>Into the body or past it, whichever comes first.</summary>
    private void SetTargets(Instruction split, int body, RepetitionKind kind) =>
        (split.Target, split.Other) = kind == RepetitionKind.Lazy ? (_code.Count, body) : (body, _code.Count);

    private void EmitLook(Expression.Look look)
    {
        if (look.Body is Expression.Character character)
        {
            Add(new Instruction(Operation.LookAtOne) { Set = character.Set, IsBehind = look.IsBehind, IsNegated = look.IsNegated });
            return;
        }

        if (look is { IsBehind: true, Body: Expression.Choice choice })
        {
            // Each alternative may have a length of its own. None of several: not the one, and not the other.
            Expression[] looks = [.. choice.Parts.Select(part => look with { Body = part })];
            Emit(look.IsNegated ? new Expression.Sequence(looks) : new Expression.Choice(looks));
            return;
        }

        var distance = !look.IsBehind ? 0
            : LengthOf(look.Body) ?? throw Bad("what is looked for behind may have several lengths");
        var instruction = Add(new Instruction(Operation.Look) { IsBehind = look.IsBehind, IsNegated = look.IsNegated, Distance = distance });
        instruction.Other = _code.Count;
        Emit(look.Body);
        Add(new Instruction(Operation.Match));
        instruction.Target = _code.Count;
    }

    private bool EndsAt(int at)
    {
        while (at < _code.Count && _code[at].Operation == Operation.Jump && _code[at].Target > at)
            at = _code[at].Target;
        return at < _code.Count && _code[at].Operation == Operation.Match;
    }

    private Instruction AddSplit() => Add(new Instruction(Operation.Split) { Index = _splits++ });

    private Instruction Add(Instruction instruction)
    {
        if (_code.Count == MaxInstructions)
            throw Bad("it is too long when its repetitions are written out");
        _code.Add(instruction);
        return instruction;
    }

    private static bool CanBeEmpty(Expression expression) => expression switch
    {
        Expression.Character => false,
        Expression.Sequence sequence => sequence.Parts.All(CanBeEmpty),
        Expression.Choice choice => choice.Parts.Any(CanBeEmpty),
        Expression.Repetition repetition => repetition.Least == 0 || CanBeEmpty(repetition.Body),
        Expression.Atomic atomic => CanBeEmpty(atomic.Body),
        _ => true,
    };

    /// <summary>The number of scalars that an expression always matches; null if it varies.</summary>
    private static int? LengthOf(Expression expression) => expression switch
    {
        Expression.Character => 1,
        Expression.Sequence sequence => sequence.Parts.Aggregate((int?)0, (sum, part) => sum + LengthOf(part)),
        Expression.Choice choice => choice.Parts.Select(LengthOf).Distinct().ToArray() is [var only] ? only : null,
        Expression.Repetition { Least: var least, Most: var most } repetition => least == most ? least * LengthOf(repetition.Body) : null,
        Expression.Atomic atomic => LengthOf(atomic.Body),
        _ => 0,
    };

    private FormatException Bad(string what) => new($"{what} (in '{_source}')");
}
