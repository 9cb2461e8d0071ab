using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using static Argosy.Venues.Binance.Usdm.UsdmJson;

namespace Argosy.Venues.Binance.Usdm;

/// <summary>Reads answers about what the account holds and may do.</summary>
internal static class UsdmAccountAnswers
{
    /// <summary>Balances other than zero.</summary>
    public static Result<IReadOnlyList<AssetBalance>> Balances(JsonElement answer) => Guard<IReadOnlyList<AssetBalance>>("balances", () => [.. answer.EnumerateArray().Select(row =>
    {
        var (wallet, cross) = (Figure(row, "balance"), Figure(row, "crossWalletBalance"));
        return new AssetBalance(Text(row, "asset"), cross, wallet - cross);
    }).Where(balance => balance.Free != 0 || balance.Locked != 0)]);

    /// <summary>Positions other than flat.</summary>
    public static Result<IReadOnlyList<VenuePosition>> Positions(JsonElement answer, Func<string, string?> instruments) => Guard<IReadOnlyList<VenuePosition>>("positions", () => [.. answer.EnumerateArray().Select(row =>
    {
        var symbol = Text(row, "symbol");
        var leg = Text(row, "positionSide") switch
        {
            "BOTH" => PositionLeg.Both,
            "LONG" => PositionLeg.Long,
            "SHORT" => PositionLeg.Short,
            var other => throw new FormatException($"positionSide {other}"),
        };
        var quantity = Figure(row, "positionAmt");
        if ((leg == PositionLeg.Long && quantity < 0) || (leg == PositionLeg.Short && quantity > 0)) throw new FormatException($"a {leg} position of {quantity}");
        var (mark, margin) = (AmountOrZero(row, "markPrice"), AmountOrZero(row, "positionInitialMargin"));
        return new VenuePosition(instruments(symbol) ?? symbol, leg, quantity, Amount(row, "entryPrice"))
        {
            MarkPrice = mark > 0 ? mark : null,
            // The venue writes 0 where nothing can liquidate it.
            LiquidationPrice = AmountOrZero(row, "liquidationPrice") is > 0 and var liquidation ? liquidation : null,
            Leverage = mark > 0 && margin > 0 ? decimal.Round(Math.Abs(quantity) * mark / margin, 2, MidpointRounding.ToEven) : null,
            IsIsolated = row.TryGetProperty("isolatedWallet", out _) ? Figure(row, "isolatedWallet") != 0 : null,
        };
    }).Where(position => position.Quantity != 0)]);

    /// <summary>What the key may do.</summary>
    public static Result<KeyRights> Rights(JsonElement answer) => Guard("rights", () => new KeyRights(
        Flag(answer, "enableFutures"),
        Flag(answer, "enableWithdrawals"),
        LongOrZero(answer, "tradingAuthorityExpirationTime") is > 0 and var end ? end : null,
        answer.TryGetProperty("ipRestrict", out var restricted) && restricted.ValueKind is JsonValueKind.True or JsonValueKind.False ? restricted.GetBoolean() : null));

    /// <summary>The key of the account's stream.</summary>
    public static Result<string> ListenKey(JsonElement answer) => Guard("stream key", () => Text(answer, "listenKey") is var key && key.All(char.IsAsciiLetterOrDigit) ? key : throw new FormatException("it has other characters than letters and digits"));

    /// <summary>Maintenance brackets of an instrument, smallest first.</summary>
    public static Result<IReadOnlyList<UsdmBracket>> Brackets(JsonElement answer, string symbol) => Guard<IReadOnlyList<UsdmBracket>>("brackets", () =>
    {
        // One symbol comes alone or as a list of one.
        var row = answer.ValueKind == JsonValueKind.Array ? answer.EnumerateArray().First(each => Text(each, "symbol") == symbol) : answer;
        var brackets = row.GetProperty("brackets").EnumerateArray().Select(one => new UsdmBracket(Amount(one, "notionalFloor"), Positive(one, "notionalCap"), (int)Long(one, "initialLeverage"), Positive(one, "maintMarginRatio"), Amount(one, "cum"))).OrderBy(one => one.Floor).ToArray();
        var isSound = brackets.Length > 0 && brackets[0].Floor == 0 && Array.TrueForAll(brackets, one => one.Cap > one.Floor && one.MaxLeverage is >= 1 and <= 125 && one.Rate < 1);
        for (var i = 1; i < brackets.Length; i++) isSound &= brackets[i].Floor == brackets[i - 1].Cap;
        return isSound ? brackets : throw new FormatException($"the brackets of {symbol} leave holes");
    });
}
