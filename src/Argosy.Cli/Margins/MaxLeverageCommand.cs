using System.CommandLine;
using System.Text.Json;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Research.Perpetuals;

namespace Argosy.Cli.Margins;

/// <summary><c>argosy max-leverage</c>: the greatest leverage under which a strategy never came near a liquidation.</summary>
static class MaxLeverageCommand
{
    const decimal UsualThreshold = 0.8m;

    /// <summary>The command.</summary>
    public static Command Create(Session session)
    {
        var options = new BacktestOptions();
        var threshold = OptionKinds.Ratio("--threshold", "Margin ratio that no point of the path may reach: maintenance / (margin + unrealised result) (default 0.8)", "a ratio above 0, at most 1, e.g. 0.8 or 80%", value => value is > 0 and <= 1);
        var command = new DescribedCommand("max-leverage", "Find the greatest leverage up to which every leverage from 1 keeps a strategy on perpetual contracts away from liquidation.")
        {
            Examples =
            [
                "argosy max-leverage --data xrp.csv --margin isolated --mark xrp-mark.csv --strategy ma-cross --param fast=5 --param slow=20",
                "argosy max-leverage --data btc.csv,eth.csv --margin cross --strategy donchian --size equity:25% --threshold 0.5 --json -",
            ],
        };
        options.AddRunTo(command, threshold);
        command.Run(parse => Run(session, parse, options, parse.GetValue(threshold) ?? UsualThreshold));
        return command;
    }

    static ExitCode Run(Session session, ParseResult parse, BacktestOptions options, decimal threshold)
    {
        var json = parse.GetValue(options.Json);
        if (json is not null && OutputFiles.Check(session, ("--json", json)) is { } unwritable) return session.Fail(unwritable);
        if (parse.GetValue(options.Margin) is null) return session.Fail(Error.BadInput("--margin isolated or --margin cross is needed: the leverage of perpetual contracts is sought"));
        var settings = SettingsReader.Read(parse, options);
        if (!settings.Ok) return session.Fail(settings.Error!);
        var values = StrategyReader.Values(parse.GetValue(options.Parameters) ?? []);
        if (!values.Ok) return session.Fail(values.Error!);
        var source = StrategySource.Read(parse.GetValue(options.Strategy)!, values.Value, session.Bots);
        if (!source.Ok) return session.Fail(source.Error!);
        if (source.Value.IsJoint) return session.Fail(Error.BadInput("--strategy: an account has one position in a perpetual contract, which several strategies cannot share; expected one"));
        var strategy = source.Value.Bind(values.Value);
        if (!strategy.Ok) return session.Fail(strategy.Error!);
        var loaded = MarketReader.Read(parse, options, session, settings.Value);
        if (!loaded.Ok) return session.Fail(loaded.Error!);
        var found = Found(session, new BacktestRequest(loaded.Value.Markets, strategy.Value, settings.Value), threshold);
        if (!found.Ok) return session.Fail(found.Error!);
        if (json is not null && OutputFiles.WriteJson(session, json, writer => WriteJson(writer, found.Value, threshold)) is var written and not ExitCode.Done) return written;
        if (json != OutputFiles.Standard) Write(session.Terminal, found.Value, threshold);
        return ExitCode.Done;
    }

    static Result<MaxLeverageResult> Found(Session session, BacktestRequest request, decimal threshold)
    {
        using var progress = new ProgressLine(session.Terminal, "max-leverage", session.Cancel);
        return MaxLeverage.Find(request, threshold, progress, session.Cancel);
    }

    static void Write(Terminal terminal, MaxLeverageResult found, decimal threshold)
    {
        var table = new TextTable("leverage", "peak margin ratio", "liquidations", "refused", "final equity");
        foreach (var trial in found.Trials)
        {
            table.Add(trial.Leverage > found.Leverage ? Tone.Bad : Tone.Plain, $"{trial.Leverage}x", Ratio(trial.PeakRatio), FigureText.Count(trial.Liquidations), FigureText.Count(trial.TooHigh), FigureText.Money(trial.FinalEquity));
        }
        table.Write(terminal);
        terminal.Line();
        var answer = found.Leverage == 0 ? "max leverage 0: not even 1x" : $"max leverage {found.Leverage}";
        terminal.Line($"{terminal.Paint(Tone.Head, answer)}{Why(found, threshold)}");
    }

    static string Why(MaxLeverageResult found, decimal threshold) => found.End switch
    {
        LeverageEnd.Threshold => found.Leverage == 0
            ? $" keeps the margin ratio below {Exact.Text(threshold)}"
            : $": every leverage up to it keeps the margin ratio below {Exact.Text(threshold)}, {found.Leverage + 1}x does not",
        LeverageEnd.Bracket => found.Leverage == 0
            ? " is allowed: a position lies beyond all brackets"
            : $": the end of a bracket, at {found.Leverage + 1}x a position lies in one that allows less; the threshold {Exact.Text(threshold)} was not reached",
        LeverageEnd.Table => $": the end of the bracket table; the threshold {Exact.Text(threshold)} was not reached",
    };

    static string Ratio(decimal ratio) => ratio >= 1 ? "1 (liquidated)" : FigureText.Number(Exact.ToStatistic(ratio), "0.0000");

    static void WriteJson(Utf8JsonWriter writer, MaxLeverageResult found, decimal threshold)
    {
        writer.WriteStartObject();
        writer.WriteString("format", "argosy-max-leverage/1");
        writer.WriteString("threshold", Exact.Text(threshold));
        writer.WriteNumber("maxLeverage", found.Leverage);
        writer.WriteString("end", KebabCase.Of(found.End.ToString()));
        writer.WriteStartArray("trials");
        foreach (var trial in found.Trials)
        {
            writer.WriteStartObject();
            writer.WriteNumber("leverage", trial.Leverage);
            // At 1 and beyond nothing is left to compare with.
            writer.WriteNumber("peakRatio", Exact.Round(Math.Min(trial.PeakRatio, 1), 12));
            writer.WriteNumber("liquidations", trial.Liquidations);
            writer.WriteNumber("refused", trial.TooHigh);
            writer.WriteString("finalEquity", Exact.Text(trial.FinalEquity));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
