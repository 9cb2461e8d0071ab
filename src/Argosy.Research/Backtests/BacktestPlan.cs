using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Engine.Logs;
using Argosy.Engine.Risk;
using Argosy.Engine.Running;
using Argosy.Engine.Strategies;
using Argosy.Simulation.Feeds;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Margin;
using Argosy.Simulation.Runs;
using Argosy.Simulation.Venue;
using Argosy.Strategies.Consensus;
using Argosy.Strategies.Sizing;

namespace Argosy.Research.Backtests;

/// <summary>A request that has been understood: its range, its size, and what engine and market are made of.</summary>
sealed record BacktestPlan(BacktestRequest Request, TestRange Range, ISizingRule Sizing)
{
    /// <summary>The plan of a request, or what is wrong with it.</summary>
    public static Result<BacktestPlan> Of(BacktestRequest request)
    {
        var range = TestRange.Of(request);
        if (!range.Ok) return range.Error!;
        var sizing = SizingRules.Parse(request.Settings.Size);
        return sizing.Ok ? new BacktestPlan(request, range.Value, sizing.Value) : sizing.Error!;
    }

    /// <summary>The market's ticks; null where it is bars.</summary>
    public TickHistory? Ticks => Request.Markets[0].Ticks;

    /// <summary>Memory of an earlier run; null for none.</summary>
    public RunMemory? Memory { get; init; }

    /// <summary>Takes what strategies plot, write and keep; null for nobody.</summary>
    public BotRecord? Record { get; init; }

    /// <summary>Whether the peak margin ratio of the whole path is wanted.</summary>
    public bool MeasuresMargin { get; init; }

    /// <summary>Engine, market and venue, ready to run.</summary>
    /// <exception cref="ArgumentException">Settings that contradict one another.</exception>
    public BacktestOutcome Wire(FillOptions fills, IRunLog? log)
    {
        var tracks = Tracks();
        var ticks = Ticks is null ? null : TickBacktest.Venue(Request, fills);
        var venue = ticks is null ? new SimulatedVenue(tracks, fills) { MeasuresMargin = MeasuresMargin } : null;
        var voting = new List<IVotingStrategy>();
        IRun run = ticks is null
            ? new SimulatedRun(tracks, Slots(voting), Options(tracks), venue!, log, Request.LooksAhead)
            : new TickRun(Request.Markets[0].Instrument, Request.Markets[0].Bars, Range.To, Slots(voting), Options(tracks), ticks, log);
        Record?.Of(run.Engine);
        return new BacktestOutcome(this, run, venue, tracks, tracks.Sum(track => (long)track.BarCount), 0, 0)
        {
            Ticks = ticks,
            Voting = voting,
        };
    }

    /// <summary>The market as the engine walks it.</summary>
    public IReadOnlyList<MarketTrack> Tracks() =>
        [.. Request.Markets.Select(market => new MarketTrack(market.Instrument, market.Bars, market.Detail, Range.To)
        {
            Perpetual = Request.Settings.Margin is null ? null : new PerpetualData(market.Mark, market.Funding),
        })];

    /// <summary>The strategies' slots.</summary>
    public IReadOnlyList<StrategySlot> Slots(List<IVotingStrategy>? voting = null) => RunWiring.Slots(Request.Strategy, Request.Markets.Count, voting);

    /// <summary>The engine's options.</summary>
    public EngineOptions Options(IReadOnlyList<MarketTrack> tracks) => RunWiring.Options(Request.Settings, Request.Strategy, [.. Request.Markets.Select(market => market.Brackets)], Sizing) with
    {
        TradingFrom = Range.From,
        CurveCapacity = Request.Settings.KeepCurve ? tracks.Sum(track => track.BarCount) : 0,
        CurveBuffer = Memory?.Curve,
        KeepHash = Request.Settings.KeepHash,
        Observer = Record,
    };
}
