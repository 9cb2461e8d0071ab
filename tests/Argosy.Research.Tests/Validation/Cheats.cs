using System.Reflection;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Running;
using Argosy.Engine.Strategies;

namespace Argosy.Research.Tests.Validation;

/// <summary>Reads the column behind its series, where bars lie that have not closed yet.</summary>
sealed class ReachesBehindTheSeries : IStrategy
{
    static readonly FieldInfo Column = typeof(BarSeries).GetField("CloseColumn", BindingFlags.Instance | BindingFlags.NonPublic)!;

    public void OnBar(in Bar bar, StrategyContext context)
    {
        var closes = (double[])Column.GetValue(context.Bars)!;
        var next = Math.Min(context.Bars.Count, closes.Length - 1);
        context.Target(closes[next] > bar.Close ? Direction.Long : Direction.Flat);
    }
}

/// <summary>Honest but once: it reaches behind the series at one bar only.</summary>
sealed class ReachesOnce(int at) : IStrategy
{
    readonly ReachesBehindTheSeries _cheat = new();
    int _bars;

    public void OnBar(in Bar bar, StrategyContext context)
    {
        if (++_bars == at) _cheat.OnBar(in bar, context);
        else if (_bars % 7 == 0) context.Target(bar.Close > bar.Open ? Direction.Long : Direction.Flat);
    }
}

/// <summary>Has the whole history in a place of its own, as one that reads a file has.</summary>
sealed class KnowsTheFile(BarColumns file) : IStrategy
{
    public void OnBar(in Bar bar, StrategyContext context)
    {
        var row = file.IndexAtOrAfter(bar.OpenTime) + 1;
        if (row < file.Count) context.Target(file.Close[row] > file.Open[row] ? Direction.Long : Direction.Flat);
    }
}

/// <summary>Remembers in a static place what it saw in the run before.</summary>
sealed class RemembersTheLastRun : IStrategy
{
    static readonly Dictionary<long, double> Seen = [];

    public static void Forget() => Seen.Clear();

    public void OnBar(in Bar bar, StrategyContext context)
    {
        Seen[bar.OpenTime] = bar.Close;
        var next = bar.OpenTime + 86_400_000;
        if (Seen.TryGetValue(next, out var close)) context.Target(close > bar.Close ? Direction.Long : Direction.Flat);
        else context.Target(Direction.Long);
    }
}
