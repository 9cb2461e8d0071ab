using Argosy.Core.Instruments;
using Argosy.Engine.Accounting;
using Argosy.Engine.Running;

namespace Argosy.Engine.Risk;

/// <summary>What guards, risk rules and sizing rules may look at: the account of the run and its history up to this moment.</summary>
public sealed class AccountView
{
    readonly TradingEngine _engine;
    readonly TradeWatch _trades;

    internal AccountView(TradingEngine engine)
    {
        _engine = engine;
        _trades = new TradeWatch(engine.Instruments, engine.Ledger, engine.Fills);
    }

    /// <summary>The instant, Unix ms.</summary>
    public long Time => _engine.Time;

    /// <summary>Instruments in the run's order.</summary>
    public IReadOnlyList<Instrument> Instruments => _engine.Instruments;

    /// <summary>The exact books.</summary>
    public Ledger Ledger => _engine.Ledger;

    /// <summary>Exact equity at the last marks, quote asset.</summary>
    public decimal Equity => _engine.Ledger.Equity;

    /// <summary>Trades that have ended, in the order of their ends.</summary>
    public IReadOnlyList<Trade> Trades => _trades.Trades;

    /// <summary>Time of an instrument's last fill, Unix ms; <see cref="long.MinValue"/> without one.</summary>
    public long LastFill(int instrument) => _trades.LastFill(instrument);
}
