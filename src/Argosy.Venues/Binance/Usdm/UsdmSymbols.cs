using System.Collections.Frozen;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;

namespace Argosy.Venues.Binance.Usdm;

/// <summary>Which instruments there are: names outside, the venue's spelling inside.</summary>
internal sealed class UsdmSymbols(BinanceRest rest)
{
    FrozenDictionary<string, Listing> _bySymbol = FrozenDictionary<string, Listing>.Empty;

    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, Listing> Listings { get; private set; } = FrozenDictionary<string, Listing>.Empty;

    public async Task<Result<IReadOnlyList<string>>> LoadAsync(CancellationToken cancellation)
    {
        if (await rest.SyncAsync(cancellation).ConfigureAwait(false) is { } failed) return failed;
        var answer = await rest.SendAsync(new(HttpMethod.Get, "/fapi/v1/exchangeInfo", new(1)), cancellation).ConfigureAwait(false);
        if (!answer.Ok) return answer.Error!;
        var skipped = new List<string>();
        var listings = BinanceListings.Read(answer.Value, skipped);
        if (!listings.Ok) return listings.Error!;
        Listings = listings.Value.DistinctBy(listing => listing.Instrument.Name).ToFrozenDictionary(listing => listing.Instrument.Name, StringComparer.Ordinal);
        _bySymbol = listings.Value.DistinctBy(listing => listing.Symbol).ToFrozenDictionary(listing => listing.Symbol, StringComparer.Ordinal);
        return skipped;
    }

    public Listing? Find(string instrument) => Listings.GetValueOrDefault(instrument);

    /// <summary>Base and quote asset of a symbol; null where it is not listed.</summary>
    public string? InstrumentOf(string symbol) => _bySymbol.GetValueOrDefault(symbol)?.Instrument.Name;

    public Error Unknown(string instrument) => Error.NotFound($"Binance USD-M lists no {instrument}{Suggestion.Phrase(instrument, Listings.Keys)}");
}
