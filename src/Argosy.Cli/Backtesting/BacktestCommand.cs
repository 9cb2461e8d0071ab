using System.CommandLine;
using System.Diagnostics;
using Argosy.Cli.Invocation;
using Argosy.Cli.Reporting;
using Argosy.Cli.Terminals;
using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Research.Logs;
using Argosy.Research.Results;

namespace Argosy.Cli.Backtesting;

/// <summary><c>argosy backtest</c>: one strategy on history, a report on the terminal and in files.</summary>
static class BacktestCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Session session) => DescribedCommand.Of<BacktestOptions>(
        "backtest", "Test a strategy on past candles.",
        [
            "argosy backtest --data prices.csv --strategy ma-cross --param fast=20 --param slow=100",
            "argosy backtest --data btc.csv,eth.csv --instrument BTC/USD,ETH/USD --strategy donchian --size equity:25%",
            "argosy backtest --data btc.csv,eth.csv --strategy trend:ma-cross --strategy rsi --param trend.fast=20 --param rsi.stopLoss=0.02 --size equity:20%",
            "argosy backtest --data prices.csv --strategy my-strategy.cs --from 2020-01-01 --slippage-bps 5 --json out.json",
            "argosy backtest --ticks trades.csv.gz --book l2.csv.gz --timeframe 1m --strategy ma-cross --latency-ms 50",
            "argosy backtest --data prices.csv --strategy donchian --size risk:1% --exit stop:2% --exit trailing:5% --guard cooldown:1d",
            "argosy backtest --data xrp.csv --margin isolated --leverage 10 --mark mark.csv --funding funding.csv --strategy donchian --short",
            "argosy backtest --data hours.csv --detail minutes.csv --strategy rsi --param stopLoss=0.02 --trades trades.csv",
        ],
        (parse, options) => Run(session, parse, options));

    static ExitCode Run(Session session, ParseResult parse, BacktestOptions options)
    {
        var begin = Stopwatch.GetTimestamp();
        var outputs = BacktestOutputs.Read(parse, options);
        if (outputs.Check(session) is { } unwritable) return session.Fail(unwritable);
        var plain = SettingsReader.Read(parse, options);
        if (!plain.Ok) return session.Fail(plain.Error!);
        var chosen = ChosenStrategy.Read(parse, options, session.Bots);
        if (!chosen.Ok) return session.Fail(chosen.Error!);
        if (chosen.Value.Basis is { } basis) plain = SettingsReader.Read(parse, options, basis);
        if (!plain.Ok) return session.Fail(plain.Error!);
        var settings = chosen.Value.Applied(plain.Value);
        if (!settings.Ok) return session.Fail(settings.Error!);
        var strategy = chosen.Value.Source.Bind(chosen.Value.Parameters);
        if (!strategy.Ok) return session.Fail(strategy.Error!);
        var loading = Stopwatch.GetTimestamp();
        var loaded = MarketReader.Read(parse, options, session, settings.Value);
        if (!loaded.Ok) return session.Fail(loaded.Error!);

        var request = new BacktestRequest(loaded.Value.Markets, strategy.Value, settings.Value) { LoadSeconds = Stopwatch.GetElapsedTime(loading).TotalSeconds, Cold = true };
        request = request with { Files = Files(parse, options, chosen.Value.Source.Texts) };
        var result = Logged(session, request, outputs.Log, request.Files);
        if (!result.Ok) return session.Fail(result.Error!);
        if (outputs.Votes is not null && result.Value.Consensus is null) return session.Fail(Error.BadInput($"--votes-file: {result.Value.Strategy.Name} does not decide by votes; expected --strategy consensus"));
        result = CountedTrial.Of(result.Value, session);
        if (outputs.Write(session, result.Value) is var written and not ExitCode.Done) return written;
        if (outputs.Json == OutputFiles.Standard) return ExitCode.Done;
        var report = new BacktestReport(session.Terminal, result.Value, loaded.Value.Notes, Stopwatch.GetElapsedTime(begin));
        report.Write();
        report.WriteFiles(outputs);
        report.WriteNext(chosen.Value.Source.Texts, outputs);
        return ExitCode.Done;
    }

    static LoggedFiles Files(ParseResult parse, BacktestOptions options, IReadOnlyList<string> strategies)
    {
        var files = new LoggedFiles(MarketReader.Files(parse, options.Data), MarketReader.DetailFiles(parse, options), string.Join('+', strategies)) { Strategies = strategies.Count > 1 ? strategies : null };
        return TickMarketReader.IsAsked(parse, options)
            ? files with { Ticks = MarketReader.Files(parse, options.Ticks), Quotes = MarketReader.Files(parse, options.Quotes), Book = MarketReader.Files(parse, options.Book) }
            : files;
    }

    static Result<BacktestResult> Logged(Session session, BacktestRequest request, string? path, LoggedFiles files)
    {
        if (path is null) return Progressing(session, request);
        try
        {
            using var log = new RunLogWriter(session.Files.Begin(path), RunLogHeader.Of(request) with { Files = files });
            var result = Progressing(session, request with { Log = log });
            if (result.Ok) log.Complete(result.Value.StateHash);
            return result;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return Error.BadInput($"--log: {path} cannot be written: {broken.Message}");
        }
    }

    static Result<BacktestResult> Progressing(Session session, BacktestRequest request)
    {
        using var progress = new ProgressLine(session.Terminal, "backtest", session.Cancel);
        return Backtest.Run(request, progress, session.Cancel);
    }
}

/// <summary>The files a backtest writes.</summary>
sealed record BacktestOutputs(string? Json, string? Trades, string? Equity, string? Orders, string? Fills, string? Log, string? Html)
{
    /// <summary>Where the rounds of a consensus go.</summary>
    public string? Votes { get; init; }

    public static BacktestOutputs Read(ParseResult parse, BacktestOptions options) => new(
        parse.GetValue(options.Json), parse.GetValue(options.Trades), parse.GetValue(options.EquityFile),
        parse.GetValue(options.OrdersFile), parse.GetValue(options.FillsFile), parse.GetValue(options.Log),
        parse.GetValue(options.Html)) { Votes = parse.GetValue(options.VotesFile) };

    /// <summary>Every file by its option, those not asked for left out.</summary>
    public IEnumerable<(string Option, string Path)> All =>
        new[] { ("--json", Json), ("--html", Html), ("--trades", Trades), ("--equity-file", Equity), ("--orders-file", Orders), ("--fills-file", Fills), ("--votes-file", Votes), ("--log", Log) }
            .Where(output => output.Item2 is not null).Select(output => (output.Item1, output.Item2!));

    /// <summary>Why they cannot be written, or null.</summary>
    public Error? Check(Session session)
    {
        foreach (var (option, path) in All)
        {
            if (path == OutputFiles.Standard && option != "--json") return Error.BadInput($"{option}: only --json may go to the standard output; expected a file");
        }
        return OutputFiles.Check(session, [.. All.Select(output => (output.Option, (string?)output.Path))]);
    }

    /// <summary>Writes them, each whole or not at all; the log has been written while the run went on.</summary>
    public ExitCode Write(Session session, BacktestResult result)
    {
        if (OutputFiles.Write(session, Json, stream => ResultJson.Write(stream, result)) is var json and not ExitCode.Done) return json;
        if (Html is not null && OutputFiles.Save(session, Html, stream => RunPage.Write(stream, Html, result)) is var html and not ExitCode.Done) return html;
        foreach (var (path, write) in new (string?, Action<TextWriter, BacktestResult>)[]
        {
            (Trades, TradesCsv.Write), (Equity, EquityCsv.Write), (Orders, OrdersCsv.Write), (Fills, FillsCsv.Write),
        })
        {
            if (path is null) continue;
            var written = OutputFiles.Save(session, path, stream =>
            {
                using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
                write(writer, result);
            });
            if (written != ExitCode.Done) return written;
        }
        return Votes is null ? ExitCode.Done : OutputFiles.Save(session, Votes, stream => WriteVotes(stream, result));
    }

    void WriteVotes(Stream stream, BacktestResult result)
    {
        if (VotesFile.IsJsonLines(Votes!))
        {
            VotesFile.WriteJsonLines(stream, result.Consensus!, result.Markets);
            return;
        }
        using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        VotesFile.WriteCsv(writer, result.Consensus!, result.Markets);
    }
}
