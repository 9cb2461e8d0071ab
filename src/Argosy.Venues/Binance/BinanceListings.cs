using System.Globalization;
using System.Text.Json;
using Argosy.Core.Instruments;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;

namespace Argosy.Venues.Binance;

/// <summary>Reads exchangeInfo, spot and futures: which instruments there are, with ticks, lots and limits from their filters.</summary>
/// <remarks>The precisions beside the filters are no steps and are not read.</remarks>
public static class BinanceListings
{
    /// <summary>Reads the answer; instruments whose filters are missing or cannot be kept exact are named in <paramref name="skipped"/> with the reason.</summary>
    public static Result<IReadOnlyList<Listing>> Read(JsonElement root, List<string> skipped)
    {
        ArgumentNullException.ThrowIfNull(skipped);
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("symbols", out var symbols) || symbols.ValueKind != JsonValueKind.Array) return Error.Corrupt("exchangeInfo holds no list of symbols");
        var listings = new List<Listing>(symbols.GetArrayLength());
        foreach (var symbol in symbols.EnumerateArray())
        {
            var read = One(symbol);
            if (read.Ok) listings.Add(read.Value);
            else skipped.Add(read.Error!.Message);
        }
        return listings;
    }

    static Result<Listing> One(JsonElement symbol)
    {
        var name = Text(symbol, "symbol");
        if (name is null || Text(symbol, "baseAsset") is not { } first || Text(symbol, "quoteAsset") is not { } second) return Error.Corrupt($"{name ?? "a symbol"}: without name or assets");
        if (Text(symbol, "contractType") is { } contract && contract != "PERPETUAL") return Error.NotSupported($"{name}: {contract} is no perpetual contract");
        if (!symbol.TryGetProperty("filters", out var filters) || filters.ValueKind != JsonValueKind.Array) return Error.Corrupt($"{name}: without filters");
        var tick = Figure(filters, "PRICE_FILTER", "tickSize");
        var lot = Figure(filters, "LOT_SIZE", "stepSize");
        if (tick is not > 0 || lot is not > 0) return Error.Corrupt($"{name}: without tick or lot");
        var notional = Figure(filters, "NOTIONAL", "minNotional") ?? Figure(filters, "MIN_NOTIONAL", "minNotional") ?? Figure(filters, "MIN_NOTIONAL", "notional") ?? 0;
        try
        {
            return new Listing(name, new Instrument(first, second, tick.Value, lot.Value, notional, Exact.Trim(tick.Value).Scale))
            {
                MinQuantity = Figure(filters, "LOT_SIZE", "minQty") ?? 0,
                MaxQuantity = Figure(filters, "LOT_SIZE", "maxQty") ?? 0,
                MarketLot = Figure(filters, "MARKET_LOT_SIZE", "stepSize") is > 0 and var step ? step : lot.Value,
                MaxOrders = (int)Math.Min(int.MaxValue, Figure(filters, "MAX_NUM_ORDERS", "maxNumOrders") ?? Figure(filters, "MAX_NUM_ORDERS", "limit") ?? 0),
                IsOpen = Text(symbol, "status") == "TRADING",
            };
        }
        catch (Exception inexact) when (inexact is ArgumentException or OverflowException)
        {
            return Error.NotSupported($"{name}: {inexact.Message}");
        }
    }

    static decimal? Figure(JsonElement filters, string type, string name)
    {
        foreach (var filter in filters.EnumerateArray())
        {
            if (Text(filter, "filterType") != type || !filter.TryGetProperty(name, out var value)) continue;
            var text = value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
            if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var figure)) return figure;
        }
        return null;
    }

    static string? Text(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
