using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
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
using Argosy.Strategies.Exits;
using Argosy.Strategies.Guards;
using Argosy.Strategies.Limits;
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
            ? new SimulatedRun(tracks, Slots(voting), Options(tracks), venue!, log)
            : new TickRun(Request.Markets[0].Instrument, Request.Markets[0].Bars, Range.To, Slots(voting), Options(tracks), ticks, log);
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

    MarginTerms? Margin()
    {
        if (Request.Settings is not { Margin: { } margin } settings) return null;
        if (Request.Strategy.Members.Count > 0) throw new ArgumentException("an account has one position in a perpetual contract, which several strategies cannot share; expected one strategy with --margin");
        var leverage = settings.Leverage;
        if (leverage != decimal.Truncate(leverage) || leverage > BracketTable.MostLeverage) throw new ArgumentException($"leverage of a perpetual contract must be a whole number from 1 to {BracketTable.MostLeverage}, was {Exact.Text(leverage)}");
        if (settings.Fills.FeeInReceivedAsset) throw new ArgumentException("fees of a perpetual contract are charged in the quote asset: nothing is received");
        return new MarginTerms
        {
            Mode = margin.Mode,
            Leverage = (int)leverage,
            LiquidationFee = margin.LiquidationFee,
            Brackets = [.. Request.Markets.Select(market => market.Brackets ?? BracketTable.Default)],
        };
    }

    // Each strategy has a book. A portfolio strategy sees all instruments; of any other there is one for each.
    public IReadOnlyList<StrategySlot> Slots(List<IVotingStrategy>? voting = null)
    {
        var slots = new List<StrategySlot>();
        var votingBooks = 0;
        foreach (var choice in Request.Strategy.Books)
        {
            var first = choice.Create();
            if (first is IVotingStrategy && ++votingBooks > 1) throw new ArgumentException("a run has one consensus; of several strategies at most one may decide by votes");
            IStrategy[] made = first is IPortfolioStrategy ? [first] : [first, .. Enumerable.Range(1, Request.Markets.Count - 1).Select(_ => choice.Create())];
            voting?.AddRange(made.OfType<IVotingStrategy>());
            slots.AddRange(made.Select(StrategySlot.For));
        }
        return slots;
    }

    public EngineOptions Options(IReadOnlyList<MarketTrack> tracks) => new()
    {
        StartingCash = Request.Settings.Cash,
        Sizing = Sizing,
        AllowShort = Request.Settings.AllowShort,
        Leverage = Request.Settings.Leverage,
        TakerFee = Request.Settings.Fills.TakerFee,
        BorrowApr = Request.Settings.BorrowApr,
        Exits = RunRules.Of(ExitRules.Catalogue, Request.Settings.Exits),
        Guards = RunRules.Of(GuardRules.Catalogue, Request.Settings.Guards),
        Limits = RunRules.Of(LimitRules.Catalogue, Request.Settings.Limits),
        Seed = Request.Settings.Fills.Seed,
        TradingFrom = Range.From,
        CurveCapacity = Request.Settings.KeepCurve ? tracks.Sum(track => track.BarCount) : 0,
        CurveBuffer = Memory?.Curve,
        KeepHash = Request.Settings.KeepHash,
        Margin = Margin(),
    };
}
