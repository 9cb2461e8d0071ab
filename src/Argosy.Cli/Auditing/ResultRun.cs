using System.CommandLine;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Invocation;
using Argosy.Cli.Replaying;
using Argosy.Cli.WhatIf;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Links;
using Argosy.Research.Backtests;
using Argosy.Research.Results;
using Argosy.Worker.Running;
using Argosy.Worker.Strategies;

namespace Argosy.Cli.Auditing;

/// <summary>A stored backtest told to a worker as a paper run: the same orders, with the reason of each.</summary>
static class ResultRun
{
    /// <summary>The run's messages; an error where its trades come out otherwise than stored.</summary>
    public static Result<IReadOnlyList<LinkMessage>> Messages(Session session, ParseResult parse, ReplayOptions files, string path)
    {
        var read = ResultFile.Read(path);
        if (!read.Ok) return read.Error!;
        var stored = read.Value;
        if (stored.Strategies.Count > 0) return Error.NotSupported($"{path} is a run of {stored.Strategies.Count} strategies on one account; why takes results of a single strategy");
        var settings = StoredSettings.Read(stored.Settings);
        if (!settings.Ok) return Error.Corrupt($"{path}: {settings.Error!.Message}");
        if (settings.Value.Ticks is not null || stored.Instruments.Any(instrument => instrument.Detail is not null)) return Error.NotSupported($"{path} was filled on ticks or finer bars; a run is told again by bars alone");
        var header = Rerun.Header(path, stored, settings.Value);
        if (!header.Ok) return header.Error!;
        var markets = LoggedMarkets.Read(session, parse, files, path, header.Value);
        if (!markets.Ok) return markets.Error!;
        var strategy = StrategyReader.Bind((parse.GetValue(files.Strategy) ?? []).FirstOrDefault() ?? stored.Files?.Strategy ?? stored.Strategy.Name, stored.Strategy.Parameters);
        if (!strategy.Ok) return strategy.Error!;
        return Told(path, stored, settings.Value, markets.Value, strategy.Value, stored.Files?.Strategy);
    }

    static Result<IReadOnlyList<LinkMessage>> Told(string path, StoredResult stored, BacktestSettings settings, IReadOnlyList<Market> markets, StrategyChoice strategy, string? file)
    {
        var sources = file is not null && StrategyReader.IsFile(file) && File.Exists(file) ? new Dictionary<string, string> { [Path.GetFileName(file)] = File.ReadAllText(file) } : null;
        var told = new RunBegins(RunMode.Paper, [.. markets.Select(market => market.Instrument)], markets[0].Bars.Timeframe, StrategyText.Of(strategy, sources), StoredSettings.Text(settings with { Band = false, From = null, To = null }));
        var messages = new List<LinkMessage>();
        var worker = new RunWorker(answer => messages.Add(new LinkMessage(null, answer)));
        void Tell(HostMessage message)
        {
            messages.Add(new LinkMessage(message, null));
            worker.Hear(message);
        }

        Tell(told);
        foreach (var moved in Instants(markets, settings)) Tell(moved);
        Tell(new RunEnds(markets.Max(market => market.Bars.Count == 0 ? 0 : market.Bars.Timeframe.End(market.Bars.OpenTimes[^1]))));
        return worker.TradeHash == stored.TradeHash
            ? messages
            : Error.BadInput($"{path} cannot be run again: its trades come out otherwise; a setting that the result does not hold, another strategy file or another build decided it");
    }

    // Closes and openings of each time together, as a run hears them; what lies before the tested period warms up.
    static IEnumerable<MarketMoved> Instants(IReadOnlyList<Market> markets, BacktestSettings settings)
    {
        var times = new SortedDictionary<long, (List<ClosedBar> Closed, List<OpenedBar> Opened)>();
        for (short i = 0; i < markets.Count; i++)
        {
            var bars = markets[i].Bars;
            for (var row = 0; row < bars.Count; row++)
            {
                var open = bars.OpenTimes[row];
                if (settings.To is { } to && open >= to) break;
                At(times, open).Opened.Add(new OpenedBar(i, bars.Open[row]));
                At(times, bars.Timeframe.End(open)).Closed.Add(new ClosedBar(i, new Bar(open, bars.Open[row], bars.High[row], bars.Low[row], bars.Close[row], bars.Volume[row])));
            }
        }
        foreach (var (time, (closed, opened)) in times) yield return new MarketMoved(time, closed, opened, settings.From is { } from && time <= from && closed.Count > 0);
    }

    static (List<ClosedBar> Closed, List<OpenedBar> Opened) At(SortedDictionary<long, (List<ClosedBar> Closed, List<OpenedBar> Opened)> times, long time)
    {
        if (!times.TryGetValue(time, out var at)) times.Add(time, at = ([], []));
        return at;
    }
}
