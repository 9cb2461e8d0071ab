using System.CommandLine;
using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Catalogue;
using Argosy.Data.Import;
using Argosy.Engine.Accounting;
using Argosy.Research.Backtests;
using Argosy.Research.Perpetuals;
using Argosy.Simulation.Margin;

namespace Argosy.Cli.Backtesting;

/// <summary>From --margin and the options that need it to what makes markets perpetual contracts.</summary>
static class PerpetualReader
{
    // Stands for no file, where another instrument has one.
    const string None = "none";

    /// <summary>The margin settings, null for spot, or the first contradiction.</summary>
    public static Result<MarginSettings?> Settings(ParseResult parse, BacktestOptions options)
    {
        if (parse.GetValue(options.Margin) is not { } mode)
        {
            foreach (var option in new Option[] { options.Mark, options.Funding, options.Brackets, options.LiquidationFee })
            {
                if (parse.GetResult(option) is { Implicit: false }) return Error.BadInput($"{option.Name} needs --margin isolated or --margin cross: it is a matter of perpetual contracts");
            }
            return Result<MarginSettings?>.Of(null);
        }
        if (parse.GetValue(options.BorrowApr) is not null) return Error.BadInput("--borrow-apr and --margin contradict: a perpetual contract borrows nothing, it pays funding (--funding)");
        if (parse.GetValue(options.FeeAsset) == FeeAsset.Received) return Error.BadInput("--fee-asset received and --margin contradict: fees of a perpetual contract are charged in the quote asset");
        if (parse.GetValue(options.Leverage) is { } leverage && (leverage != decimal.Truncate(leverage) || leverage > BracketTable.MostLeverage))
        {
            return Error.BadInput($"--leverage: {Exact.Text(leverage)} is not a whole number from 1 to {BracketTable.MostLeverage}, as perpetual contracts have it");
        }
        return new MarginSettings { Mode = mode, LiquidationFee = parse.GetValue(options.LiquidationFee) ?? MarginTerms.UsualLiquidationFee };
    }

    /// <summary>The markets with their mark prices, funding and brackets; as they are on spot.</summary>
    public static Result<LoadedMarkets> Attach(LoadedMarkets loaded, ParseResult parse, BacktestOptions options, BarCatalogue catalogue)
    {
        if (parse.GetValue(options.Margin) is null) return loaded;
        var count = loaded.Markets.Count;
        var marks = Files(parse, options.Mark, count);
        if (!marks.Ok) return marks.Error!;
        var fundings = Files(parse, options.Funding, count);
        if (!fundings.Ok) return fundings.Error!;
        var tables = Tables(parse, options, count);
        if (!tables.Ok) return tables.Error!;
        var (markets, notes) = (new List<Market>(), new List<string>(loaded.Notes));
        for (var i = 0; i < count; i++)
        {
            var market = loaded.Markets[i];
            if (marks.Value.Count > 0 && marks.Value[i] is { } mark)
            {
                var bars = SeriesSource.Load(mark, new ImportOptions { Instrument = market.Instrument.Name, Force = parse.GetValue(options.Force) }, catalogue);
                if (!bars.Ok) return Error.BadInput($"--mark: {bars.Error!.Message}");
                if (bars.Value.Bars.Count == 0) return Error.BadInput($"--mark: {mark} has no bars");
                if (Apart(bars.Value.Bars, market.Bars)) return Error.BadInput($"--mark: {mark} and {market.Source} have no time in common");
                var marked = WithMark(market, bars.Value.Bars);
                if (!marked.Ok) return marked.Error!;
                market = marked.Value;
                notes.AddRange(bars.Value.Notes);
            }
            if (fundings.Value.Count > 0 && fundings.Value[i] is { } file)
            {
                var funding = FundingFile.Read(file);
                if (!funding.Ok) return Error.BadInput($"--funding: {funding.Error!.Message}");
                if (Apart(funding.Value, market.Bars)) return Error.BadInput($"--funding: {file} has no settlement in the time of {market.Source}");
                market = market with { Funding = funding.Value };
            }
            var table = tables.Value.Count == 0 ? null : tables.Value[tables.Value.Count == 1 ? 0 : i];
            if (table?.Of(market.Instrument) is { } found)
            {
                if (!found.Ok) return Error.BadInput($"--brackets: {found.Error!.Message}");
                market = market with { Brackets = found.Value };
            }
            var most = (market.Brackets ?? BracketTable.Default).MaxLeverage;
            if (parse.GetValue(options.Leverage) > most) return Error.BadInput($"--leverage: {Exact.Text(parse.GetValue(options.Leverage)!.Value)} exceeds {most}, the most that the brackets of {market.Instrument.Name} allow");
            markets.Add(market);
        }
        return new LoadedMarkets(markets, notes);
    }

    // Mark prices may have more decimals than trades.
    static Result<Market> WithMark(Market market, BarColumns mark)
    {
        var old = market.Instrument;
        try
        {
            var instrument = mark.PriceScale <= old.PriceScale ? old : new Instrument(old.BaseAsset, old.QuoteAsset, old.TickSize, old.LotSize, old.MinNotional, mark.PriceScale);
            return market with { Instrument = instrument, Mark = mark };
        }
        catch (ArgumentException wrong)
        {
            return Error.BadInput($"--mark: {wrong.Message}");
        }
    }

    static bool Apart(BarColumns mark, BarColumns bars) =>
        mark.OpenTimes[0] >= bars.CloseTime(bars.Count - 1) || mark.CloseTime(mark.Count - 1) <= bars.OpenTimes[0];

    static bool Apart(FundingRates funding, BarColumns bars) =>
        funding.Time(0) > bars.CloseTime(bars.Count - 1) || funding.Time(funding.Count - 1) < bars.OpenTimes[0];

    static Result<IReadOnlyList<string?>> Files(ParseResult parse, Option<string[]> option, int count)
    {
        var files = MarketReader.Files(parse, option);
        if (files.Count > 0 && files.Count != count) return Error.BadInput($"{option.Name}: {files.Count} given for {count} of --data; expected one for each, in the same order ('{None}' for an instrument without)");
        return Result<IReadOnlyList<string?>>.Of([.. files.Select(file => file == None ? null : file)]);
    }

    static Result<IReadOnlyList<BracketFile>> Tables(ParseResult parse, BacktestOptions options, int count)
    {
        var files = MarketReader.Files(parse, options.Brackets);
        if (files.Count > 1 && files.Count != count) return Error.BadInput($"--brackets: {files.Count} given for {count} of --data; expected one file for all or one for each, in the same order");
        var tables = new List<BracketFile>();
        foreach (var file in files)
        {
            var table = BracketFile.Read(file);
            if (!table.Ok) return Error.BadInput($"--brackets: {table.Error!.Message}");
            tables.Add(table.Value);
        }
        return Result<IReadOnlyList<BracketFile>>.Of(tables);
    }
}
