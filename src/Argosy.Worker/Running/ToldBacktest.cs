using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Core.Values;
using Argosy.Data.Links;
using Argosy.Engine.Logs;
using Argosy.Engine.Orders;
using Argosy.Engine.Running;
using Argosy.Research.Backtests;
using Argosy.Research.Results;

namespace Argosy.Worker.Running;

/// <summary>A backtest of any kind (bars, finer bars, ticks, several strategies) that tells of itself as a paper run's worker would: its orders, with the reason of each.</summary>
public static class ToldBacktest
{
    /// <summary>Runs it.</summary>
    /// <param name="request">What to run; its own log is not heard.</param>
    /// <param name="progress">Hears the share done, 0..1; null for nobody.</param>
    /// <param name="cancellation">Asks to stop.</param>
    /// <returns>What it told, its market as far as something was decided on it, and the hash of its trades.</returns>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public static Result<(IReadOnlyList<LinkMessage> Messages, string TradeHash)> Run(BacktestRequest request, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var log = new Log(request);
        var result = Backtest.Run(request with { Log = log }, progress, cancellation);
        return result.Ok ? (log.Messages, result.Value.TradeHash) : result.Error!;
    }

    // What is told comes after the market it was decided on.
    sealed class Log : IRunLog
    {
        readonly WorkerLog _inner;
        readonly List<LinkMessage> _messages = [];
        TradingEngine _engine = null!;
        long _time = long.MinValue;

        public Log(BacktestRequest request)
        {
            _inner = new WorkerLog(answer => _messages.Add(new LinkMessage(null, answer)), new WhyChain(request.Strategy, request.Settings.Size, request.Markets.Count), isPaper: true, request.Settings.Fills.TakerFee);
            _messages.Add(new LinkMessage(new RunBegins(RunMode.Paper, [.. request.Markets.Select(market => market.Instrument)], request.Markets[0].Bars.Timeframe, "", StoredSettings.Text(request.Settings)), null));
        }

        public IReadOnlyList<LinkMessage> Messages => _messages;

        public void OnBegin(TradingEngine engine)
        {
            _engine = engine;
            _inner.OnBegin(engine);
        }

        public void OnOrder(ApprovedOrder order)
        {
            TellMarket();
            _inner.OnOrder(order);
        }

        public void OnEvent(in OrderEvent orderEvent, ClockPhase phase, long instant)
        {
            TellMarket();
            _inner.OnEvent(in orderEvent, phase, instant);
        }

        public void OnVotes(long instant, short instrument, string votes, string decision)
        {
            TellMarket();
            _inner.OnVotes(instant, instrument, votes, decision);
        }

        void TellMarket()
        {
            if (_engine.Time == _time) return;
            _time = _engine.Time;
            var last = Enumerable.Range(0, _engine.Instruments.Length).Where(i => _engine.Ledger.Mark(i) > 0).Select(i => new OpenedBar((short)i, (double)_engine.Ledger.Mark(i)));
            _messages.Add(new LinkMessage(new MarketMoved(_time, [], [.. last]), null));
        }
    }
}
