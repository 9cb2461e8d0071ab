using Argosy.Core.Values;
using Argosy.Data.Catalogue;
using Argosy.Data.Import;
using Argosy.Data.Ticks;
using Argosy.Testnet.Markets;
using Argosy.Testnet.Symbols;

namespace Argosy.Testnet.Hosting;

/// <summary>Makes markets of recorded data, or synthetic ones.</summary>
internal static class MarketLoader
{
    const decimal RecordedStep = 0.00000001m;

    static readonly (SymbolRules Rules, decimal Price)[] Synthetic =
    [
        (new SymbolRules { Base = "BTC", Quote = "USDT", Tick = 0.01m, Step = 0.00001m }, 30_000m),
        (new SymbolRules { Base = "ETH", Quote = "USDT", Tick = 0.01m, Step = 0.0001m }, 2_000m),
        (new SymbolRules { Base = "SOL", Quote = "USDT", Tick = 0.01m, Step = 0.001m }, 100m),
    ];

    /// <summary>The markets, each with what moves it.</summary>
    public static Result<IReadOnlyList<LoadedMarket>> Load(TestnetOptions options, long start)
    {
        var markets = new List<LoadedMarket>();
        foreach (var name in options.Data)
        {
            var loaded = SeriesSource.Load(name, new ImportOptions(), BarCatalogue.Open());
            if (!loaded.Ok) return loaded.Error!;
            var (bars, origin) = (loaded.Value.Bars, loaded.Value.Origin);
            if (bars.Count == 0) return Error.BadInput($"{name} has no bars");
            var length = bars.CloseTime(0) - bars.OpenTimes[0];
            var history = Math.Min((int)Math.Min(int.MaxValue, options.History * 60_000L / Math.Max(60_000, length)), bars.Count / 2);
            var shift = (start - bars.OpenTimes[history]) / length * length;
            markets.Add(new LoadedMarket(Rules(origin.BaseAsset, origin.QuoteAsset, bars.PriceScale), new BarSource(bars, 0, shift)));
        }
        foreach (var file in options.Trades)
        {
            var loaded = TickReader.Read(new TickFiles([file], [], []));
            if (!loaded.Ok) return loaded.Error!;
            var (history, first) = (loaded.Value.History, loaded.Value.History.Trades.Times[0]);
            if (loaded.Value.BaseAsset is not { } asset || loaded.Value.QuoteAsset is not { } quote) return Error.BadInput($"{file}: its name does not tell the instrument; expected e.g. binance_BTC-USDT_trades.csv");
            markets.Add(new LoadedMarket(Rules(asset, quote, history.PriceScale), new TradeSource(history, start - first)));
        }
        if (markets.Count == 0)
        {
            var before = start - (options.History * 60_000L);
            markets.AddRange(Synthetic.Select((market, i) => new LoadedMarket(market.Rules, new SyntheticSource(options.Seed + (ulong)i, before, market.Price, options.TradeGapMs))));
        }
        var twice = markets.GroupBy(market => market.Rules.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? markets : Error.BadInput($"{twice.Key} is given twice; expected each symbol once");
    }

    static SymbolRules Rules(string asset, string quote, int priceScale)
    {
        var (upper, priced) = (asset.ToUpperInvariant(), quote.ToUpperInvariant());
        return new SymbolRules { Base = upper, Quote = priced, Tick = Exact.FromUnits(1, priceScale), Step = RecordedStep, MinNotional = priced is "BTC" or "ETH" ? 0.0001m : 5m };
    }
}

/// <summary>A symbol and what moves its market.</summary>
internal sealed record LoadedMarket(SymbolRules Rules, IPriceSource Source);
