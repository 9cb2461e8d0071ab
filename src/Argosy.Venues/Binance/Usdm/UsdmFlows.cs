using System.Globalization;
using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Reconciling;
using static Argosy.Venues.Binance.Usdm.UsdmJson;

namespace Argosy.Venues.Binance.Usdm;

/// <summary>Reads the account's income and says what each line was: gains and fees of executions are left to the executions, the venue's own closes included.</summary>
internal sealed class UsdmFlows(BinanceRest rest, UsdmSymbols symbols, UsdmFundingLegs legs)
{
    // The venue keeps three months of income.
    const long Kept = 90 * 86_400_000L;
    const long Window = 6 * 86_400_000L, Late = 1_000;
    const int Most = 1000;

    /// <summary>All movements from an instant on that are no executions of orders, oldest first.</summary>
    public async Task<Result<IReadOnlyList<VenueFlow>>> SinceAsync(long from, CancellationToken cancellation)
    {
        var (flows, now) = (new List<VenueFlow>(), rest.Clock.Now);
        for (var start = Math.Max(from, Math.Max(0, now - Kept)); start <= now + Late; start += Window)
        {
            var end = Math.Min(start + Window - 1, now + Late);
            var income = await IncomeAsync(start, end, cancellation).ConfigureAwait(false);
            if (!income.Ok) return income.Error!;
            flows.AddRange(income.Value.Select(Flow).OfType<VenueFlow>());
        }
        return await legs.NameAsync([.. flows.OrderBy(flow => flow.Time)], cancellation).ConfigureAwait(false);
    }

    async Task<Result<IReadOnlyList<Line>>> IncomeAsync(long start, long end, CancellationToken cancellation)
    {
        var lines = new List<Line>();
        for (var page = 1; ; page++)
        {
            var request = new BinanceRequest(HttpMethod.Get, "/fapi/v1/income", new(30)) { IsSigned = true, IsUrgent = true }
                .With("startTime", Text(start)).With("endTime", Text(end)).With("page", Text(page)).With("limit", Text(Most));
            var answer = await rest.SendAsync(request, cancellation).ConfigureAwait(false);
            if (!answer.Ok) return answer.Error!;
            var read = Lines(answer.Value);
            if (!read.Ok) return read;
            lines.AddRange(read.Value);
            if (read.Value.Count < Most) return lines;
        }
    }

    VenueFlow? Flow(Line line)
    {
        FlowKind? kind = line.Type switch
        {
            // An execution says both itself.
            "REALIZED_PNL" or "COMMISSION" => null,
            "FUNDING_FEE" => FlowKind.Funding,
            // What the insurance fund took of a liquidated position, or paid for it.
            "INSURANCE_CLEAR" => FlowKind.Liquidation,
            "TRANSFER" or "INTERNAL_TRANSFER" or "CROSS_COLLATERAL_TRANSFER" or "STRATEGY_UMFUTURES_TRANSFER" or "AUTO_EXCHANGE" => FlowKind.Transfer,
            "POSITION_LIMIT_INCREASE_FEE" or "COMMISSION_REBATE" or "API_REBATE" or "REFERRAL_KICKBACK" or "FEE_RETURN" => FlowKind.VenueFee,
            "COIN_SWAP_WITHDRAW" => FlowKind.Withdrawal,
            "WELCOME_BONUS" or "CONTEST_REWARD" or "COIN_SWAP_DEPOSIT" or "BFUSD_REWARD" => FlowKind.Deposit,
            // A word that is new here belongs to nobody of ours.
            _ => line.Amount >= 0 ? FlowKind.Deposit : FlowKind.Withdrawal,
        };
        if (kind is null || line.Amount == 0) return null;
        var id = line.Trade.Length > 0 ? $"{line.Type}:{line.Id}:{line.Trade}" : $"{line.Type}:{line.Id}";
        return new(id, kind.Value, line.Asset, line.Amount, line.Time, line.Symbol.Length > 0 ? symbols.InstrumentOf(line.Symbol) ?? line.Symbol : "");
    }

    /// <summary>Reads a page of income.</summary>
    internal static Result<IReadOnlyList<Line>> Lines(JsonElement answer) => Guard<IReadOnlyList<Line>>("income", () => [.. answer.EnumerateArray().Select(Read)]);

    static Line Read(JsonElement row)
    {
        var id = row.GetProperty("tranId");
        return new(id.ValueKind == JsonValueKind.String ? UsdmJson.Text(row, "tranId") : Text(id.GetInt64()), UsdmJson.Text(row, "incomeType"), TextOrNone(row, "symbol"), UsdmJson.Text(row, "asset"), Figure(row, "income"), Long(row, "time"), TextOrNone(row, "tradeId"));
    }

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A line of income as the venue writes it.</summary>
    internal readonly record struct Line(string Id, string Type, string Symbol, string Asset, decimal Amount, long Time, string Trade);
}
