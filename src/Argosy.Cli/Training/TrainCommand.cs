using System.CommandLine;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Catalogue;
using Argosy.Data.Import;
using Argosy.Research.Prediction;
using Argosy.Strategies.Prediction;

namespace Argosy.Cli.Training;

/// <summary><c>argosy train</c>: a random forest on an instrument's own past, tested on what came later.</summary>
static class TrainCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Session session)
    {
        var options = new TrainOptions();
        var command = new DescribedCommand("train", "Train a random forest that predicts the next move, and test it on what came later.")
        {
            Examples =
            [
                "argosy train --data hours.csv --model btc.json",
                "argosy train --data hours.csv --features 'return:1; return(bars=1, lag=1); rsi:14; natr:14' --horizon 4 --threshold 0.2%",
                "argosy train --data hours.csv --train 180d --test 30d --model btc.json",
                "argosy backtest --data hours.csv --strategy prediction --param model=btc.json",
            ],
        };
        options.AddTo(command);
        command.Run(parse => parse.GetValue(options.ListFeatures) ? ListFeatures(session.Terminal) : Run(session, parse, options));
        return command;
    }

    static ExitCode ListFeatures(Terminal terminal)
    {
        var table = new TextTable("feature", "parameters", "what it measures") { Left = [1, 2] };
        foreach (var kind in FeatureCatalogue.All)
        {
            table.Add(kind.Name, string.Join(' ', kind.Parameters.Select(parameter => $"{parameter.Key}={parameter.Value}").Append("lag=0")), kind.Summary);
        }
        table.Write(terminal);
        terminal.Line();
        terminal.Line($"Default: {FeatureCatalogue.Default}");
        return ExitCode.Done;
    }

    static ExitCode Run(Session session, ParseResult parse, TrainOptions options)
    {
        var (model, json) = (parse.GetValue(options.Model), parse.GetValue(options.Json));
        if (OutputFiles.Check(session, ("--model", model), ("--json", json)) is { } unwritable) return session.Fail(unwritable);
        if (model == OutputFiles.Standard) return session.Fail(Error.BadInput("--model: only --json may go to the standard output; expected a file"));
        var request = Request(session, parse, options);
        if (!request.Ok) return session.Fail(request.Error!);
        using var progress = new ProgressLine(session.Terminal, "training", session.Cancel);
        var trained = ModelTraining.Run(request.Value, progress, session.Cancel);
        if (!trained.Ok) return session.Fail(trained.Error!);
        progress.Dispose();
        if (model is not null && OutputFiles.Save(session, model, stream => stream.Write(ModelJson.Write(trained.Value.Model).Span)) is var saved and not ExitCode.Done) return saved;
        if (json is not null && OutputFiles.WriteJson(session, json, writer => TrainingJson.Write(writer, request.Value, trained.Value)) is var written and not ExitCode.Done) return written;
        if (json != OutputFiles.Standard) new TrainingReport(session.Terminal, request.Value, trained.Value).Write(model);
        return ExitCode.Done;
    }

    static Result<TrainingRequest> Request(Session session, ParseResult parse, TrainOptions options)
    {
        var data = parse.GetValue(options.Data);
        if (data is null) return Error.BadInput("--data is missing: a file of candles or the name of a series is expected");
        var label = options.Label(parse);
        if (!label.Ok) return label.Error!;
        var windows = options.Windows(parse);
        if (!windows.Ok) return windows.Error!;
        var features = FeatureSet.Parse(parse.GetValue(options.Features) ?? FeatureCatalogue.Default);
        if (!features.Ok) return Error.BadInput($"--features: {features.Error!.Message}");
        var timeframe = MarketReader.Length(parse.GetValue(options.Timeframe));
        if (!timeframe.Ok) return timeframe.Error!;
        using var progress = new ImportProgressLine(session, "reading data");
        var import = new ImportOptions { Timeframe = timeframe.Value, Instrument = parse.GetValue(options.Instrument) };
        var loaded = SeriesSource.Load(data, import, BarCatalogue.Open(), progress.Of(0, 1));
        if (!loaded.Ok) return loaded.Error!;
        var origin = loaded.Value.Origin;
        return new TrainingRequest($"{origin.BaseAsset}/{origin.QuoteAsset}", loaded.Value.Bars, string.Join("; ", features.Value.Texts), label.Value, options.Forest(parse))
        {
            TestShare = (double)(parse.GetValue(options.TestShare) ?? 0.3m),
            Windows = windows.Value,
            ShuffleLabels = parse.GetValue(options.Shuffle),
        };
    }
}
