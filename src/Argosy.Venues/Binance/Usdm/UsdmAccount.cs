using System.Globalization;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;

namespace Argosy.Venues.Binance.Usdm;

/// <summary>Balances, positions, rights of the key, leverage and margin.</summary>
internal sealed class UsdmAccount(BinanceRest rest, BinanceRest accounts, UsdmSymbols symbols)
{
    const int NoNeedToChange = -4046;

    public async Task<Result<IReadOnlyList<AssetBalance>>> BalancesAsync(CancellationToken cancellation)
    {
        var answer = await rest.SendAsync(Asking("/fapi/v3/balance", 5), cancellation).ConfigureAwait(false);
        return answer.Ok ? UsdmAccountAnswers.Balances(answer.Value) : answer.Error!;
    }

    public async Task<Result<IReadOnlyList<VenuePosition>>> PositionsAsync(CancellationToken cancellation)
    {
        var answer = await rest.SendAsync(Asking("/fapi/v3/positionRisk", 5), cancellation).ConfigureAwait(false);
        return answer.Ok ? UsdmAccountAnswers.Positions(answer.Value, symbols.InstrumentOf) : answer.Error!;
    }

    public async Task<Result<KeyRights>> RightsAsync(CancellationToken cancellation)
    {
        var answer = await accounts.SendAsync(Asking("/sapi/v1/account/apiRestrictions", 1), cancellation).ConfigureAwait(false);
        return answer.Ok ? UsdmAccountAnswers.Rights(answer.Value) : answer.Error!;
    }

    public async Task<Result<IReadOnlyList<UsdmBracket>>> BracketsAsync(string instrument, CancellationToken cancellation)
    {
        if (symbols.Find(instrument) is not { } listing) return symbols.Unknown(instrument);
        var answer = await rest.SendAsync(Asking("/fapi/v1/leverageBracket", 1).With("symbol", listing.Symbol), cancellation).ConfigureAwait(false);
        return answer.Ok ? UsdmAccountAnswers.Brackets(answer.Value, listing.Symbol) : answer.Error!;
    }

    public async Task<Result<bool>> SetMarginAsync(string instrument, int leverage, bool isolated, CancellationToken cancellation)
    {
        if (symbols.Find(instrument) is not { } listing) return symbols.Unknown(instrument);
        if (leverage is < 1 or > 125) return Error.BadInput($"leverage is a whole number from 1 to 125, was {leverage}");
        var margin = await rest.SendAsync(Changing("/fapi/v1/marginType").With("symbol", listing.Symbol).With("marginType", isolated ? "ISOLATED" : "CROSSED"), cancellation).ConfigureAwait(false);
        if (!margin.Ok && BinanceErrors.CodeOf(margin.Error!) != NoNeedToChange) return margin.Error!;
        var set = await rest.SendAsync(Changing("/fapi/v1/leverage").With("symbol", listing.Symbol).With("leverage", leverage.ToString(CultureInfo.InvariantCulture)), cancellation).ConfigureAwait(false);
        if (!set.Ok) return set.Error!;
        var told = UsdmJson.Guard("leverage", () => UsdmJson.Long(set.Value, "leverage"));
        if (!told.Ok) return told.Error!;
        return told.Value == leverage ? true : new Error(ErrorKind.Refused, $"Binance set a leverage of {told.Value} for {instrument} where {leverage} was asked for");
    }

    static BinanceRequest Asking(string path, int weight) => new(HttpMethod.Get, path, new(weight)) { IsSigned = true, IsUrgent = true };

    static BinanceRequest Changing(string path) => new(HttpMethod.Post, path, new(1)) { IsSigned = true, Changes = true };
}
