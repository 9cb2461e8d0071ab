using System.Globalization;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Venues.Wire;
using static Argosy.Venues.Binance.Usdm.UsdmJson;

namespace Argosy.Venues.Binance.Usdm;

/// <summary>Candles, mark prices and funding rates, by request.</summary>
internal sealed class UsdmMarket(BinanceRest rest, UsdmSymbols symbols)
{
    /// <summary>Most candles of one answer.</summary>
    public const int MostBars = 1000;

    /// <summary>Candles of last prices, and of mark prices.</summary>
    public const string LastPath = "/fapi/v1/klines", MarkPath = "/fapi/v1/markPriceKlines";

    const int MostRates = 1000;

    static readonly string[] Intervals = ["1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d", "3d", "1w", "1M"];

    /// <summary>The venue's word for a timeframe; null where it has none.</summary>
    public static string? Interval(Timeframe timeframe) => Array.Find(Intervals, name => name == timeframe.ToString());

    public static Error NoInterval(Timeframe timeframe) => Error.NotSupported($"Binance USD-M has no candles of {timeframe}; it has {string.Join(", ", Intervals)}");

    /// <summary>Closed candles of last or mark prices; of mark prices the volume is 0.</summary>
    public async Task<Result<IReadOnlyList<VenueBar>>> BarsAsync(string path, string instrument, Timeframe timeframe, long from, CancellationToken cancellation)
    {
        if (symbols.Find(instrument) is not { } listing) return symbols.Unknown(instrument);
        if (Interval(timeframe) is not { } interval) return NoInterval(timeframe);
        // A thousand cost half of what fifteen hundred do.
        var request = new BinanceRequest(HttpMethod.Get, path, new(5)).With("symbol", listing.Symbol).With("interval", interval).With("startTime", Text(Math.Max(0, from))).With("limit", Text(MostBars));
        var answer = await rest.SendAsync(request, cancellation).ConfigureAwait(false);
        return answer.Ok ? BinanceAnswers.Bars(answer.Value, rest.Clock.Now) : answer.Error!;
    }

    /// <summary>Funding rates applied from an instant on, oldest first, at most a thousand.</summary>
    public async Task<Result<IReadOnlyList<UsdmFunding>>> FundingAsync(string instrument, long from, CancellationToken cancellation)
    {
        if (symbols.Find(instrument) is not { } listing) return symbols.Unknown(instrument);
        var request = new BinanceRequest(HttpMethod.Get, "/fapi/v1/fundingRate", new(1)).With("symbol", listing.Symbol).With("startTime", Text(Math.Max(0, from))).With("limit", Text(MostRates));
        var answer = await rest.SendAsync(request, cancellation).ConfigureAwait(false);
        if (!answer.Ok) return answer.Error!;
        return Guard<IReadOnlyList<UsdmFunding>>("funding rates", () =>
        {
            var rates = new List<UsdmFunding>();
            foreach (var row in answer.Value.EnumerateArray())
            {
                var rate = new UsdmFunding(Long(row, "fundingTime"), Figure(row, "fundingRate"), AmountOrZero(row, "markPrice"));
                if (UsdmJson.Text(row, "symbol") != listing.Symbol || Math.Abs(rate.Rate) >= 1 || rate.Time <= (rates.Count > 0 ? rates[^1].Time : 0)) throw new FormatException($"the rate of {rate.Time}");
                rates.Add(rate);
            }
            return rates;
        });
    }

    /// <summary>What an instrument is marked at now.</summary>
    public async Task<Result<UsdmMark>> MarkAsync(string instrument, CancellationToken cancellation)
    {
        if (symbols.Find(instrument) is not { } listing) return symbols.Unknown(instrument);
        var answer = await rest.SendAsync(new BinanceRequest(HttpMethod.Get, "/fapi/v1/premiumIndex", new(1)).With("symbol", listing.Symbol), cancellation).ConfigureAwait(false);
        if (!answer.Ok) return answer.Error!;
        return Guard("mark price", () => UsdmJson.Text(answer.Value, "symbol") == listing.Symbol
            ? new UsdmMark(Positive(answer.Value, "markPrice"), Positive(answer.Value, "indexPrice"), Figure(answer.Value, "lastFundingRate"), Long(answer.Value, "nextFundingTime"), Long(answer.Value, "time"))
            : throw new FormatException("symbol"));
    }

    /// <summary>A book as it stands, a thousand levels a side.</summary>
    public async Task<Result<BookSnapshot>> BookAsync(Listing listing, CancellationToken cancellation)
    {
        var answer = await rest.SendAsync(new BinanceRequest(HttpMethod.Get, "/fapi/v1/depth", new(20)).With("symbol", listing.Symbol).With("limit", "1000"), cancellation).ConfigureAwait(false);
        return answer.Ok ? BinanceAnswers.Snapshot(answer.Value) : answer.Error!;
    }

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
