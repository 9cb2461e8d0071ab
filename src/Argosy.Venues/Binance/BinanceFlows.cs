using System.Globalization;
using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Reconciling;

namespace Argosy.Venues.Binance;

/// <summary>Reads Binance's answers about a wallet and its key: deposits, withdrawals, restrictions.</summary>
internal static class BinanceFlows
{
    /// <summary>Deposits that are credited; others have moved nothing yet.</summary>
    public static Result<IReadOnlyList<VenueFlow>> Deposits(JsonElement answer) => BinanceAnswers.Guard<IReadOnlyList<VenueFlow>>("deposits", () =>
        [.. answer.EnumerateArray().Where(row => row.GetProperty("status").GetInt32() is 1 or 6).Select(row => new VenueFlow(
            BinanceAnswers.Word(row, "id"), FlowKind.Deposit, BinanceAnswers.Word(row, "coin"), BinanceAnswers.Positive(row, "amount"), row.GetProperty("insertTime").GetInt64()))]);

    /// <summary>Withdrawals that took money: asked for, under way or done; not cancelled (1), rejected (3) or failed (5).</summary>
    public static Result<IReadOnlyList<VenueFlow>> Withdrawals(JsonElement answer) => BinanceAnswers.Guard<IReadOnlyList<VenueFlow>>("withdrawals", () =>
        [.. answer.EnumerateArray().Where(row => row.GetProperty("status").GetInt32() is not (1 or 3 or 5)).SelectMany(Withdrawal)]);

    /// <summary>What apiRestrictions says of the key; one that does not say whether it may withdraw is refused.</summary>
    public static Result<KeyRights> Restrictions(JsonElement answer) => BinanceAnswers.Guard("restrictions", () => new KeyRights(
        answer.GetProperty("enableSpotAndMarginTrading").GetBoolean(), answer.GetProperty("enableWithdrawals").GetBoolean(),
        answer.TryGetProperty("tradingAuthorityExpirationTime", out var end) && end.ValueKind == JsonValueKind.Number && end.GetInt64() is > 0 and var time ? time : null,
        answer.TryGetProperty("ipRestrict", out var restricted) && restricted.ValueKind is JsonValueKind.True or JsonValueKind.False ? restricted.GetBoolean() : null));

    /// <summary>What the account may do, where nothing is said of the key.</summary>
    public static Result<KeyRights> AccountRights(JsonElement answer) => BinanceAnswers.Guard("rights", () => new KeyRights(answer.GetProperty("canTrade").GetBoolean(), answer.GetProperty("canWithdraw").GetBoolean(), null));

    static IEnumerable<VenueFlow> Withdrawal(JsonElement row)
    {
        var (id, asset) = (BinanceAnswers.Word(row, "id"), BinanceAnswers.Word(row, "coin"));
        var time = DateTimeOffset.ParseExact(BinanceAnswers.Word(row, "applyTime"), "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds();
        yield return new(id, FlowKind.Withdrawal, asset, -BinanceAnswers.Positive(row, "amount"), time);
        if (BinanceAnswers.Amount(row, "transactionFee") is > 0 and var fee) yield return new(id, FlowKind.VenueFee, asset, -fee, time);
    }
}
