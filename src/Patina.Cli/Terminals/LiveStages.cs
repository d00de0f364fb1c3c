using System.Globalization;
using Patina.Memory;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Patina.Cli.Terminals;

/// <summary>Progress for people: one line per stage with bar, count and time; the lines of finished stages stay.</summary>
internal sealed class LiveStages : IProgress<StageProgress>
{
    private readonly Lock _gate = new();
    private readonly ProgressContext _context;
    private readonly DetailColumn _detail;
    private ProgressTask? _task;
    private string? _stage;

    private LiveStages(ProgressContext context, DetailColumn detail)
    {
        _context = context;
        _detail = detail;
    }

    public static T Run<T>(Terminal terminal, Func<IProgress<StageProgress>, T> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Error) });
        var detail = new DetailColumn();
        return console.Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn { Width = 24 },
                new CountColumn(),
                new ElapsedColumn(),
                detail)
            .Start(context =>
            {
                var stages = new LiveStages(context, detail);
                var result = work(stages);
                stages.End();
                return result;
            });
    }

    public void Report(StageProgress value)
    {
        lock (_gate)
        {
            if (_task is null || value.Stage != _stage)
            {
                End();
                _stage = value.Stage;
                _task = _context.AddTask(value.Stage.PadRight(12).EscapeMarkup());
            }

            _task.IsIndeterminate = value.Total <= 0;
            _task.MaxValue = Math.Max(value.Total, 1);
            _task.Value = value.Total > 0 ? value.Done : 0;
            _task.State.Update<long>(CountColumn.Done, _ => value.Done);
            _detail.Text = value.Detail ?? "";
        }
    }

    private void End()
    {
        if (_task is null)
            return;
        _task.IsIndeterminate = false;
        _task.Value = _task.MaxValue;
        _detail.Text = "";
        _task.StopTask();
    }

    /// <summary><c>812/1,234</c>, or <c>812</c> while the total is unknown.</summary>
    private sealed class CountColumn : ProgressColumn
    {
        public const string Done = "done";

        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
        {
            var done = task.State.Get<long>(Done);
            var total = task.MaxValue > 1 ? "/" + task.MaxValue.ToString("N0", CultureInfo.InvariantCulture) : "";
            return new Text(done == 0 ? "" : done.ToString("N0", CultureInfo.InvariantCulture) + total).RightJustified();
        }
    }

    /// <summary>Seconds with one decimal: most stages take a few.</summary>
    private sealed class ElapsedColumn : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(string.Create(CultureInfo.InvariantCulture, $"{task.ElapsedTime?.TotalSeconds ?? 0:F1} s")).RightJustified();
    }

    /// <summary>What it is at within the stage, while it lasts.</summary>
    private sealed class DetailColumn : ProgressColumn
    {
        public string Text { get; set; } = "";

        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(task.IsFinished ? "" : Text);
    }
}
