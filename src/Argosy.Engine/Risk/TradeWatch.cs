using Argosy.Core.Instruments;
using Argosy.Engine.Accounting;

namespace Argosy.Engine.Risk;

/// <summary>The trades of a run that have ended so far, and when each instrument last filled; read up to now whenever somebody asks.</summary>
sealed class TradeWatch(Instrument[] instruments, Ledger ledger, FillHistory fills)
{
    readonly TradeBuilder _builder = new(instruments, ledger.Books);
    readonly long[] _lastFills = [.. instruments.Select(_ => long.MinValue)];
    int _fill;
    int _flow;

    /// <summary>Closed trades in the order of their ends.</summary>
    public IReadOnlyList<Trade> Trades
    {
        get
        {
            ReadOn();
            return _builder.Trades;
        }
    }

    /// <summary>Time of an instrument's last fill, Unix ms; <see cref="long.MinValue"/> without one.</summary>
    public long LastFill(int instrument)
    {
        ReadOn();
        return _lastFills[instrument];
    }

    void ReadOn()
    {
        var flows = ledger.CashFlows;
        for (; _fill < fills.Count; _fill++)
        {
            ref readonly var fill = ref fills[_fill];
            for (; _flow < flows.Count && flows[_flow].AfterFill <= _fill; _flow++) _builder.Add(flows[_flow]);
            _builder.Add(in fill);
            _lastFills[fill.Instrument] = fill.Time;
        }
        for (; _flow < flows.Count; _flow++) _builder.Add(flows[_flow]);
    }
}
