using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Research.Backtests;
using Argosy.Research.Metrics;
using Argosy.Research.Results;

namespace Argosy.Research.Sweeps;

/// <summary>Makes a set's figures of what its account left behind, by the same calculator as a backtest.</summary>
sealed class SweepFigures(SweepTape tape, SweepTerms terms, SweepRun how)
{
    readonly double[] _curve = how.Depth == SweepDepth.Full ? new double[tape.Points + 1] : [];
    readonly decimal _cash = Exact.FromUnits(terms.Cash, Ledger.AssetScale);

    /// <summary>The outcome of a set that the engine ran.</summary>
    public static SweepOutcome Of(BacktestResult result, SweepRun how) => new()
    {
        FinalEquity = result.Metrics.FinalEquity,
        Orders = result.OrderCount,
        Fills = result.Fills.Count,
        Trades = result.Trades.Count,
        TotalReturn = result.Metrics.TotalReturn,
        Cagr = result.Metrics.Cagr,
        Exposure = result.Metrics.Exposure,
        Daily = how.Depth > SweepDepth.Totals ? DailyReturns.Of(result.Equity) : null,
        Metrics = how.Depth == SweepDepth.Full ? result.Metrics : null,
        TradeHash = how is { Depth: SweepDepth.Full, WithTradeHash: true } ? result.TradeHash : null,
        Seconds = result.Performance.EngineSeconds,
        ByEngine = true,
    };

    /// <summary>The outcome of a set.</summary>
    public SweepOutcome Of(int number, SweepAccount account, SweepRecord? record)
    {
        var final = FinalEquity(account);
        IReadOnlyList<Trade> trades = [];
        if (how.Depth == SweepDepth.Full) trades = Trades(record!);
        how.Inspect?.Invoke(number, record!, trades);
        var daily = record is null ? null : DailyReturns.Of(EndsOfDays(record, final));
        var metrics = MetricsCalculator.Calculate(new MetricsInput
        {
            From = tape.Range.From,
            To = LastClose,
            StartingCash = _cash,
            FinalEquity = final,
            Equity = how.Depth == SweepDepth.Full ? Curve(record!, final) : EquitySeries.None,
            Daily = daily,
            Instruments = [tape.Instrument],
            Trades = trades,
            Fills = record?.Fills ?? new FillHistory(),
            CashFlows = record?.Flows ?? [],
            ExposedPoints = account.ExposedPoints,
            Points = tape.Points,
            Prices = tape.Range.Prices,
        });
        return new SweepOutcome
        {
            FinalEquity = final,
            Orders = account.Orders,
            Fills = account.Fills,
            Trades = account.Trades,
            TotalReturn = metrics.TotalReturn,
            Cagr = metrics.Cagr,
            Exposure = metrics.Exposure,
            Daily = daily,
            Metrics = how.Depth == SweepDepth.Full ? metrics : null,
            TradeHash = how is { Depth: SweepDepth.Full, WithTradeHash: true } ? TradeHash.Of(trades, [tape.Instrument]) : null,
        };
    }

    long LastClose => tape.Bars.CloseTime(tape.Rows - 1);

    decimal LastMark => tape.Instrument.ToMoney(tape.Instrument.ToUnits(tape.Bars.Close[tape.Rows - 1]));

    // What is open is closed at the last close, the taker fee paid.
    decimal FinalEquity(SweepAccount account)
    {
        var equity = Exact.FromUnits(account.Cash + account.Dust, Ledger.AssetScale);
        if (account.Held == 0) return equity;
        var notional = Exact.Round(LastMark * terms.Buying.Quantity(account.Held), Ledger.AssetScale);
        return equity + notional - Exact.RoundUp(notional * terms.TakerFee, Ledger.AssetScale);
    }

    IReadOnlyList<Trade> Trades(SweepRecord record)
    {
        var builder = new TradeBuilder([tape.Instrument], 1);
        builder.Add(record.Fills, record.Flows);
        builder.CloseOpen(LastClose, [LastMark], terms.TakerFee);
        return builder.Trades;
    }

    // Of a day only its last point counts.
    EquitySeries EndsOfDays(SweepRecord record, decimal final)
    {
        var rows = tape.DayRows;
        var times = new long[rows.Length + 1];
        var values = new double[rows.Length + 1];
        (times[0], values[0]) = (tape.Range.From, Exact.ToStatistic(_cash));
        var day = 0;
        foreach (var stretch in CollectionsMarshal.AsSpan(record.Stretches))
        {
            for (; day < rows.Length && rows[day] < stretch.End; day++)
            {
                times[day + 1] = tape.Bars.CloseTime(rows[day]);
                values[day + 1] = stretch.Cash + (stretch.Held * tape.Bars.Close[rows[day]]);
            }
        }
        if (rows.Length > 0) values[^1] = Exact.ToStatistic(final);
        return new EquitySeries(times, values);
    }

    EquitySeries Curve(SweepRecord record, decimal final)
    {
        _curve[0] = Exact.ToStatistic(_cash);
        var row = tape.FirstRow;
        foreach (var stretch in CollectionsMarshal.AsSpan(record.Stretches))
        {
            Mark(tape.Bars.Close.AsSpan(row, stretch.End - row), stretch.Cash, stretch.Held, _curve.AsSpan(row - tape.FirstRow + 1));
            row = stretch.End;
        }
        if (_curve.Length > 1) _curve[^1] = Exact.ToStatistic(final);
        return new EquitySeries(CurveTimes.OfCloses(tape.Range.From, tape.Bars, tape.FirstRow, _curve.Length), _curve);
    }

    // Cash and position at each close, each bar by itself: product first, then sum, as the engine marks them.
    static void Mark(ReadOnlySpan<double> close, double cash, double held, Span<double> equity)
    {
        if (held == 0)
        {
            equity[..close.Length].Fill(cash);
            return;
        }
        var i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            ref var from = ref MemoryMarshal.GetReference(close);
            ref var to = ref MemoryMarshal.GetReference(equity[..close.Length]);
            var (cashes, quantities) = (Vector256.Create(cash), Vector256.Create(held));
            for (; i + 4 <= close.Length; i += 4)
            {
                var value = quantities * Vector256.LoadUnsafe(ref from, (nuint)i);
                (cashes + value).StoreUnsafe(ref to, (nuint)i);
            }
        }
        for (; i < close.Length; i++) equity[i] = cash + (held * close[i]);
    }
}
