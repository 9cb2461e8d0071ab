using System.CommandLine;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Ticks;
using Argosy.Research.Backtests;
using Argosy.Simulation.Fills;

namespace Argosy.Cli.Backtesting;

/// <summary>From --ticks, --quotes and --book to a market of ticks, with the settings that only ticks have.</summary>
static class TickMarketReader
{
    /// <summary>Whether the command line is about ticks.</summary>
    public static bool IsAsked(ParseResult parse, BacktestOptions options) => MarketReader.Files(parse, options.Ticks).Count > 0;

    /// <summary>What of the command line contradicts ticks, or needs them; null when nothing does.</summary>
    public static Error? Contradiction(ParseResult parse, BacktestOptions options)
    {
        var hasData = MarketReader.Files(parse, options.Data).Count > 0;
        if (!IsAsked(parse, options))
        {
            if (Array.Find([options.Quotes, options.Book, .. OfTicks(options)], option => parse.GetResult(option) is { Implicit: false }) is { } without)
            {
                return Error.BadInput(without.Name.StartsWith("--latency", StringComparison.Ordinal) ? $"{without.Name} needs --ticks: milliseconds inside bars are not known; on bars use --latency-bars" : $"{without.Name} needs --ticks: the trades that bars are built from");
            }
            return hasData ? null : Error.BadInput("--data is required ('argosy backtest --help' shows what there is)");
        }
        if (hasData) return Error.BadInput("--data and --ticks contradict: bars are built from the ticks; expected one of the two");
        if (Array.Find([options.Detail, options.Every, options.Band, options.Columns, options.Force, .. OfBars(options)], option => parse.GetResult(option) is { Implicit: false }) is { } bars)
        {
            if (bars == options.LatencyBars) return Error.BadInput("--latency-bars counts bars; on ticks use --latency-ms");
            if (bars == options.Every) return Error.BadInput("--every and --ticks contradict: bars are built from ticks at once; expected --timeframe alone");
            return Error.BadInput($"{bars.Name} is for bars: between two ticks there is no path");
        }
        var sizes = MarketReader.Files(parse, options.Quotes).Count + MarketReader.Files(parse, options.Book).Count > 0;
        if (sizes && parse.GetValue(options.Spread) > 0) return Error.BadInput("--spread-bps contradicts --quotes and --book, which show the spread");
        if (!sizes && parse.GetValue(options.Queue) == Simulation.Queues.QueueKind.Proportional) return Error.BadInput("--queue proportional needs sizes: give --quotes or --book");
        return parse.GetValue(options.Timeframe) is null ? Error.BadInput("--ticks needs --timeframe: the length of the bars the strategy sees, e.g. 1m") : null;
    }

    /// <summary>Options that say how ticks fill.</summary>
    public static Option[] OfTicks(BacktestOptions options) => [options.LatencyMs, options.LatencyJitterMs, options.CancelLatencyMs, options.Queue];

    /// <summary>Options that say how bars fill.</summary>
    public static Option[] OfBars(BacktestOptions options) => [options.Path, options.LatencyBars, options.FillAt];

    /// <summary>Latency and queue model; null on bars.</summary>
    public static TickOptions? Settings(ParseResult parse, BacktestOptions options) => IsAsked(parse, options) ? Terms(parse, options) : null;

    /// <summary>Latency and queue model as the options have them.</summary>
    public static TickOptions Terms(ParseResult parse, BacktestOptions options) => new()
    {
        LatencyMs = (int)(parse.GetValue(options.LatencyMs) ?? 0),
        LatencyJitterMs = (int)(parse.GetValue(options.LatencyJitterMs) ?? 0),
        CancelLatencyMs = (int?)parse.GetValue(options.CancelLatencyMs),
        Queue = parse.GetValue(options.Queue) ?? default,
    };

    /// <summary>The market of the files.</summary>
    public static Result<LoadedMarkets> Read(ParseResult parse, BacktestOptions options, Session session)
    {
        var files = new TickFiles(MarketReader.Files(parse, options.Ticks), MarketReader.Files(parse, options.Quotes), MarketReader.Files(parse, options.Book));
        var terms = InstrumentTerms.Read(parse, options, 1);
        if (!terms.Ok) return terms.Error!;
        var timeframe = MarketReader.Length(parse.GetValue(options.Timeframe));
        if (!timeframe.Ok) return timeframe.Error!;
        session.Cancel.ThrowIfCancellationRequested();
        var loaded = TickReader.Read(files, terms.Value.Instrument(0));
        if (!loaded.Ok) return loaded.Error!;
        if (loaded.Value.BaseAsset is not { } baseAsset || loaded.Value.QuoteAsset is not { } quoteAsset) return Error.BadInput($"{Path.GetFileName(files.Trades[0])}: what is traded cannot be told from its name; --instrument BTC/USD names it");
        var bars = TickBars.Build(loaded.Value.History, timeframe.Value!.Value);
        if (!bars.Ok) return Error.BadInput($"{Path.GetFileName(files.Trades[0])}: {bars.Error!.Message}");
        var market = Market(terms.Value, loaded.Value.History, bars.Value, (baseAsset, quoteAsset), Path.GetFileName(files.Trades[0]));
        return market.Ok ? new LoadedMarkets([market.Value], loaded.Value.Notes) : market.Error!;
    }

    static Result<Market> Market(InstrumentTerms terms, TickHistory history, BarColumns bars, (string Base, string Quote) assets, string source)
    {
        try
        {
            var tick = terms.Ticks.Count > 0 ? terms.Ticks[0] : Exact.FromUnits(1, history.PriceScale);
            var lot = terms.Lots.Count > 0 ? terms.Lots[0] : Core.Instruments.Instrument.SmallestStep;
            var minimum = terms.MinNotionals.Count > 0 ? terms.MinNotionals[0] : Core.Instruments.Instrument.SmallestStep;
            return new Market(new Instrument(assets.Base, assets.Quote, tick, lot, minimum, history.PriceScale), bars, null, source) { Ticks = history };
        }
        catch (ArgumentException wrong)
        {
            return Error.BadInput($"{source}: {wrong.Message}");
        }
    }
}
