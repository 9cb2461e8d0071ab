using System.CommandLine;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Invocation;
using Argosy.Cli.Replaying;
using Argosy.Cli.Terminals;
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
        var settings = StoredSettings.Read(stored.Settings);
        if (!settings.Ok) return Error.Corrupt($"{path}: {settings.Error!.Message}");
        var header = Rerun.Header(path, stored, settings.Value);
        if (!header.Ok) return header.Error!;
        var run = LoggedRun.Find(session, parse, files, path, header.Value);
        if (!run.Ok) return run.Error!;
        var (markets, strategy, file) = (run.Value.Markets, run.Value.Strategy, run.Value.StrategyFile);
        // A worker hears bars of one strategy; what was filled otherwise is run as it was.
        return strategy.Members.Count > 0 || markets.Any(market => market.DetailHash is not null)
            ? Again(session, path, stored, new BacktestRequest(markets, strategy, settings.Value with { Band = false }))
            : Told(path, stored, settings.Value, markets, strategy, file);
    }

    static Result<IReadOnlyList<LinkMessage>> Again(Session session, string path, StoredResult stored, BacktestRequest request)
    {
        using var progress = new ProgressLine(session.Terminal, "backtest", session.Cancel);
        var told = ToldBacktest.Run(request, progress, session.Cancel);
        if (!told.Ok) return told.Error!;
        return told.Value.TradeHash == stored.TradeHash ? Result<IReadOnlyList<LinkMessage>>.Of(told.Value.Messages) : Otherwise(path);
    }

    /// <summary>Why a result that comes out otherwise than stored is of no use.</summary>
    public static Error Otherwise(string path) => Error.BadInput($"{path} cannot be run again: its trades come out otherwise; a setting that the result does not hold, another strategy file or another build decided it");

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
        return worker.TradeHash == stored.TradeHash ? messages : Otherwise(path);
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
