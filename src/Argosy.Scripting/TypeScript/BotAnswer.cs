using Argosy.Engine.Running;
using Argosy.Engine.Strategies;

namespace Argosy.Scripting.TypeScript;

/// <summary>What a bot answered last: how far it ran, what it asks for there, and what it said on the way.</summary>
sealed class BotAnswer(TypeScriptOptions options)
{
    const int IsStopped = 1, HasState = 2, MostWishes = 2_000, MostOutput = 1 << 20;

    readonly List<BotWish> _wishes = [];
    readonly List<BotOutput> _output = [];
    int _said;

    /// <summary>The last instant the bot has seen, Unix ms.</summary>
    public long Reached { get; private set; } = long.MinValue;

    /// <summary>Why the bot is to be asked no more; null while it goes on.</summary>
    public string? Fault { get; private set; }

    /// <summary>The state as JSON where it was wanted and has changed; else null.</summary>
    public string? State { get; private set; }

    /// <summary>Whether it asked for anything.</summary>
    public bool HasWishes => _wishes.Count > 0;

    /// <summary>The next instant at which something is to be said or done.</summary>
    public long NextTime => _said < _output.Count ? Math.Min(_output[_said].Time, Reached) : Reached;

    /// <summary>Reads an answer; false for what is none.</summary>
    public bool Read(ReadOnlySpan<byte> answer, int instruments, bool isRun)
    {
        var reader = new AnswerReader(answer);
        if (reader.Byte() != (byte)BotFrame.Run) return false;
        var traits = reader.Byte();
        var reached = reader.Number();
        if (!(Math.Abs(reached) < 9e15)) return false;
        if (isRun) Reached = (long)reached;
        _wishes.Clear();
        var wishes = reader.Short();
        if (wishes > MostWishes) return false;
        for (var k = 0; k < wishes && !reader.IsBroken; k++) _wishes.Add(BotWish.Read(ref reader, instruments));
        ReadOutput(ref reader);
        Fault = (traits & IsStopped) != 0 ? reader.Text() : null;
        State = (traits & HasState) != 0 ? reader.Text() : null;
        return !reader.IsBroken;
    }

    void ReadOutput(ref AnswerReader reader)
    {
        _output.RemoveRange(0, _said);
        _said = 0;
        var count = reader.Below(reader.Int(), MostOutput);
        for (var k = 0; k < count && !reader.IsBroken; k++)
        {
            var kind = (BotOutputKind)reader.Below(reader.Byte(), 4);
            var time = reader.Number();
            var text = reader.Text();
            var isPoint = kind == BotOutputKind.Point;
            _output.Add(new BotOutput(Math.Abs(time) < 9e15 ? (long)time : 0, kind, text, isPoint ? reader.Number() : 0, isPoint ? reader.Text() : "", isPoint && reader.Below(reader.Byte(), 2) == 0));
        }
    }

    /// <summary>Asks the engine for everything the bot asked for.</summary>
    public void Submit(StrategyContext context, BotOrders orders)
    {
        foreach (var wish in _wishes) wish.Submit(context, orders);
        _wishes.Clear();
    }

    /// <summary>Tells the run what the bot said up to now.</summary>
    public void Say(StrategyContext context)
    {
        for (; _said < _output.Count && _output[_said].Time <= context.Time; _said++)
        {
            var item = _output[_said];
            options.Output?.Invoke(item);
            switch (item.Kind)
            {
                case BotOutputKind.Info:
                    context.Log(LogLevel.Info, item.Text);
                    break;
                case BotOutputKind.Warning:
                    context.Log(LogLevel.Warning, item.Text);
                    break;
                case BotOutputKind.Error:
                    context.Log(LogLevel.Error, item.Text);
                    break;
                case BotOutputKind.Point:
                    context.Plot(item.Text, item.Value, item.Panel, item.IsLine ? PlotKind.Line : PlotKind.Points);
                    break;
            }
        }
    }
}
