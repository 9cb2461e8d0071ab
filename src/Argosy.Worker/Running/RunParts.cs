using Argosy.Core.Links;
using Argosy.Core.Values;
using Argosy.Engine.Risk;
using Argosy.Engine.Running;
using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Research.Results;
using Argosy.Simulation.Feeds;
using Argosy.Simulation.Venue;
using Argosy.Strategies.Sizing;
using Argosy.Worker.Exchange;
using Argosy.Worker.Strategies;

namespace Argosy.Worker.Running;

/// <summary>A run wired from its first message: the same engine, rules and strategies as in a backtest of these settings.</summary>
sealed class RunParts
{
    /// <summary>The engine.</summary>
    public required TradingEngine Engine { get; init; }

    /// <summary>The instruments' bars, in the run's order.</summary>
    public required IReadOnlyList<MarketTrack> Tracks { get; init; }

    /// <summary>What steps it by the market.</summary>
    public required IMarketSteps Steps { get; init; }

    /// <summary>What steps it by anything else.</summary>
    public required EngineLoop Loop { get; init; }

    /// <summary>The venue of a live run; null on paper.</summary>
    public required ExchangeVenue? Exchange { get; init; }

    /// <summary>The venue of a paper run on bars; null on trades, and where orders go to an exchange.</summary>
    public required SimulatedVenue? Simulated { get; init; }

    /// <summary>The host's hand on entries.</summary>
    public required HostBlock Block { get; init; }

    /// <summary>What looks at the market's data.</summary>
    public required BarCheck Bars { get; init; }

    /// <summary>What the strategies show, write and keep.</summary>
    public required BotNotes Notes { get; init; }

    /// <summary>How guards and limits stand.</summary>
    public required RuleWatch Rules { get; init; }

    /// <summary>The settings.</summary>
    public required BacktestSettings Settings { get; init; }

    /// <summary>Wires a run, or says what is wrong with its message.</summary>
    /// <param name="run">The message.</param>
    /// <param name="answer">Takes the worker's messages.</param>
    public static Result<RunParts> Of(RunBegins run, Action<WorkerMessage> answer)
    {
        var settings = StoredSettings.ReadRun(run.Settings);
        if (!settings.Ok) return settings.Error!;
        if (Contradiction(run, settings.Value) is { } wrong) return wrong;
        var strategy = StrategyText.Read(run.Strategy);
        if (!strategy.Ok) return strategy.Error!;
        var sizing = SizingRules.Parse(settings.Value.Size);
        if (!sizing.Ok) return sizing.Error!;
        try
        {
            return Wire(run, settings.Value, strategy.Value, sizing.Value, answer);
        }
        catch (Exception bad) when (bad is ArgumentException or InvariantException or StrategyFailedException)
        {
            return Error.BadInput(bad.Message);
        }
    }

    static Error? Contradiction(RunBegins run, BacktestSettings settings)
    {
        if (run.Instruments.Count == 0) return Error.BadInput("a run needs at least one instrument");
        if (settings.Ticks is not null && OnTrades(run, settings) is { } wrong) return wrong;
        return run.Mode == RunMode.Live && settings.Fills.LatencyBars > 0 ? Error.BadInput("latency is the venue's own in a live run; expected no latency in its settings") : null;
    }

    static Error? OnTrades(RunBegins run, BacktestSettings settings)
    {
        if (run.Mode == RunMode.Live) return Error.BadInput("an exchange fills a live run's orders; expected no latency in milliseconds and no queue model in its settings");
        if (run.Instruments.Count > 1) return Error.BadInput($"a run that is filled on trades has one instrument; {run.Instruments.Count} were given");
        return settings.Margin is null ? null : Error.BadInput("perpetual contracts are filled on bars: trades tell neither mark prices nor funding");
    }

    static RunParts Wire(RunBegins run, BacktestSettings settings, StrategyChoice strategy, ISizingRule sizing, Action<WorkerMessage> answer)
    {
        var isPaper = run.Mode == RunMode.Paper;
        var fills = settings.Fills;
        var count = run.Instruments.Count;
        var made = new List<IStrategy>();
        var slots = RunWiring.Slots(strategy, count, null, one =>
        {
            made.Add(one);
            return GuardedStrategy.Of(one, fault => answer(new BotLine("error", Plain(fault))));
        });
        var options = RunWiring.Options(settings, strategy, [.. run.Instruments.Select(_ => (Engine.Accounting.BracketTable?)null)], sizing);
        var kept = settings.Ticks is null ? RunWiring.BarsRead(made, options) : null;
        var tracks = run.Instruments.Select(instrument => new MarketTrack(instrument, run.Timeframe, kept)).ToArray();
        var block = new HostBlock();
        var why = new WhyChain(strategy, settings.Size, count);
        var log = new WorkerLog(answer, why, isPaper, fills.TakerFee);
        var exchange = isPaper ? null : new ExchangeVenue([.. tracks.Select(track => track.Series)], fills, why, answer);
        var ticks = settings.Ticks is { } terms ? new TickVenue(run.Instruments[0], run.Timeframe, fills, terms) : null;
        IVenue venue = exchange is not null ? exchange : ticks is not null ? ticks : new SimulatedVenue(tracks, fills);
        var notes = new BotNotes(answer);
        var engine = new TradingEngine(
            run.Instruments, [.. tracks.Select(track => track.Series)], slots,
            options with
            {
                Guards = [.. options.Guards, block], TradingFrom = long.MaxValue, OrdersKept = int.MaxValue, Observer = notes, Place = isPaper ? "paper" : "live",
                Margin = options.Margin is { } margin ? margin with { IsInsured = isPaper } : null,
            },
            venue, log);
        var loop = new EngineLoop(engine, venue);
        var feed = new LiveFeed(tracks);
        var waits = isPaper && (fills.Participation > 0 || fills.VolumeSlippageBps > 0);
        return new RunParts
        {
            Engine = engine,
            Tracks = tracks,
            Loop = loop,
            Exchange = exchange,
            Simulated = venue as SimulatedVenue,
            Block = block,
            Notes = notes,
            Rules = new RuleWatch(answer, options),
            Settings = settings,
            Bars = new BarCheck(run.Instruments, run.Timeframe),
            Steps = ticks is null ? new MarketSteps(loop, engine, feed, run.Timeframe, waits, fillsAtOpens: isPaper && !waits) : new TickSteps(loop, engine, feed, ticks, run.Instruments[0], run.Timeframe),
        };
    }

    /// <summary>A text that any encoding can hold, in one line.</summary>
    public static string Plain(string text) => string.Create(text.Length, text, (characters, source) =>
    {
        for (var i = 0; i < source.Length; i++)
        {
            var isHalf = char.IsSurrogate(source[i]) && !(i + 1 < source.Length && char.IsSurrogatePair(source[i], source[i + 1])) && !(i > 0 && char.IsSurrogatePair(source[i - 1], source[i]));
            characters[i] = isHalf ? '\uFFFD' : char.IsControl(source[i]) ? ' ' : source[i];
        }
    });
}
