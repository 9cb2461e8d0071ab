using System.CommandLine;
using Argosy.Cli.Backtesting;
using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Ticks;
using Argosy.Research.Backtests;
using Argosy.Research.Logs;

namespace Argosy.Cli.Replaying;

/// <summary>From the header of a log of a run on ticks to its market: the files it names, or those the options name.</summary>
static class LoggedTicks
{
    /// <summary>The one market, whose hashes are held against the log's by who replays it.</summary>
    public static Result<IReadOnlyList<Market>> Read(ParseResult parse, ReplayOptions options, string log, RunLogHeader header)
    {
        var name = Path.GetFileName(log);
        if (header.Markets.Count != 1 || header.Markets[0].DetailHash is null) return Error.BadInput($"--ticks: {name} was not made on ticks");
        var logged = header.Markets[0];
        var trades = Find(log, MarketReader.Files(parse, options.Ticks), header.Files?.Ticks, "--ticks");
        if (!trades.Ok) return trades.Error!;
        var quotes = Find(log, MarketReader.Files(parse, options.Quotes), header.Files?.Quotes, "--quotes");
        if (!quotes.Ok) return quotes.Error!;
        var book = Find(log, MarketReader.Files(parse, options.Book), header.Files?.Book, "--book");
        if (!book.Ok) return book.Error!;
        if (trades.Value.Count == 0) return Error.BadInput($"{name} does not say where its trades are; --ticks FILE names them");
        var timeframe = Timeframe.Parse(logged.Timeframe);
        if (!timeframe.Ok) return Error.Corrupt($"{name} line 1: {timeframe.Error!.Message}");
        var loaded = TickReader.Read(new TickFiles(trades.Value, quotes.Value, book.Value), $"{logged.BaseAsset}/{logged.QuoteAsset}");
        if (!loaded.Ok) return loaded.Error!;
        var bars = TickBars.Build(loaded.Value.History, timeframe.Value);
        if (!bars.Ok) return bars.Error!;
        try
        {
            var instrument = new Instrument(logged.BaseAsset, logged.QuoteAsset, logged.TickSize, logged.LotSize, logged.MinNotional, loaded.Value.History.PriceScale);
            return new[] { new Market(instrument, bars.Value, null, logged.Source) { Ticks = loaded.Value.History } };
        }
        catch (ArgumentException wrong)
        {
            return Error.Corrupt($"{name} line 1: {logged.BaseAsset}/{logged.QuoteAsset}: {wrong.Message}");
        }
    }

    /// <summary>The files an option gives, or else those a log or a result names, where they still are.</summary>
    public static Result<IReadOnlyList<string>> Find(string log, List<string> given, IReadOnlyList<string>? named, string option)
    {
        if (given.Count > 0) return given;
        var found = new List<string>();
        foreach (var file in named ?? [])
        {
            if (LogPlaces.Of(log, file, Path.GetFileName(file)).FirstOrDefault(File.Exists) is not { } place) return Error.NotFound($"{Path.GetFileName(log)}: its ticks, {file}, are found neither where they were nor beside {Path.GetFileName(log)}; {option} FILE names them");
            found.Add(place);
        }
        return found;
    }
}
