using System.Text.Json;
using Argosy.Hosting.Deploying;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.Trading;

/// <summary>Kill switch, limits, guards and what was refused.</summary>
internal static class RiskEndpoints
{
    const int MostRefusals = 200;

    public static void Map(RouteGroupBuilder api)
    {
        var risk = api.MapGroup("/risk").WithTags("risk");
        risk.MapGet("", RiskAsync).Answering<RiskAnswer>().WithSummary("Kill switch, limits with what is used of them, guards, refused entries");
        risk.MapPut("/limits", SetLimitsAsync).ForLiveAction(Role.Trader).Answering<AccountLimits>().WithSummary("Limits of an account; to loosen one takes the owner");
        // Whoever sees a fire needs no password for the alarm.
        risk.MapPost("/halt", HaltAsync).For(Role.Trader).Answering<IReadOnlyList<HaltReport>>().WithSummary("Kill switch: block entries, cancel entry orders, close positions if asked");
        risk.MapPost("/lift", LiftAsync).ForLiveAction(Role.Trader).WithSummary("Allow entries again");
    }

    static async Task<IResult> RiskAsync(TradingDesk desk, IDatabase database, TimeProvider time, CancellationToken cancellation)
    {
        var parts = desk.Parts;
        var limits = new List<LimitAnswer>();
        foreach (var account in parts.Deployments.OpenAccounts.Values.OrderBy(account => account.Row.Name, StringComparer.Ordinal)) limits.AddRange(LimitsOf(account, parts, await account.Desk.Lane.Ask(() => account.Desk.Used)));
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var guards = parts.Deployments.All.SelectMany(one => GuardAnswer.Of(one, now)).ToArray();
        var names = ListQuery.Names(parts.Deployments);
        var refused = (await database.Reading.Refusals(MostRefusals, cancellation)).Select(line => new RefusalAnswer(line.Time, line.Deployment, names(line.Deployment), line.Message)).ToArray();
        var kill = await Task.WhenAll(parts.Host.Desks.Select(one => one.Lane.Ask(() => new HaltReport(one.Account, one.Left.Entries, one.Left.Positions))));
        return Answers.Ok(new RiskAnswer(parts.Control.Halted.Length > 0 ? parts.Control.Halted : null, parts.Control.HaltedAccounts, limits, guards, refused, kill));
    }

    static async Task<IResult> SetLimitsAsync(AccountLimits wish, Visitor visitor, TradingDesk desk, IDatabase database, CancellationToken cancellation)
    {
        if (wish.MaxOrder is < 0 || wish.MaxPosition is < 0 || wish.MaxOpenOrders is < 0 || wish.MaxEntriesPerMinute is < 0) return ApiFailure.BadInput("a limit is not below 0; 0 is none");
        if ((await database.Accounts.List(cancellation)).All(row => row.Name != wish.Account)) return ApiFailure.NotFound($"there is no account {wish.Account}");
        var present = await AccountLimits.ReadAsync(database, wish.Account, cancellation);
        if (!visitor.May(Role.Owner) && wish.IsLooserThan(present)) return new ApiFailure(ApiCode.Forbidden, "an owner may loosen limits; a trader may tighten them");
        await database.Documents.Put(AccountLimits.Scope, wish.Account, JsonSerializer.Serialize(wish, ApiJson.Options), cancellation);
        if (desk.Parts.Deployments.OpenAccounts.TryGetValue(wish.Account, out var open)) open.Desk.Lane.Run(() => open.Desk.Limit(wish.On(open.Desk.Limits)));
        return Answers.Ok(wish);
    }

    static async Task<IResult> HaltAsync(HaltWish wish, Visitor visitor, TradingDesk desk, IDatabase database, CancellationToken cancellation)
    {
        if (wish.Account is { } account && (await database.Accounts.List(cancellation)).All(row => row.Name != account)) return ApiFailure.NotFound($"there is no account {account}");
        var reports = await desk.Parts.Control.HaltAsync($"{visitor.Name}{(string.IsNullOrWhiteSpace(wish.Reason) ? "" : $", {wish.Reason.Trim()}")}", wish.Flatten, wish.Account, cancellation);
        return Answers.Ok<IReadOnlyList<HaltReport>>([.. reports.Select(report => new HaltReport(report.Account, report.Entries, report.Positions))]);
    }

    static async Task<IResult> LiftAsync(Visitor visitor, TradingDesk desk, LiftWish? wish = null)
    {
        await desk.Parts.Control.LiftAsync(visitor.Name, wish?.Account);
        return TypedResults.NoContent();
    }

    static IEnumerable<LimitAnswer> LimitsOf(OpenAccount account, TradingParts parts, LimitUse used)
    {
        var limits = account.Desk.Limits;
        var bots = parts.Control.Bots.Where(bot => bot.IsLive && bot.Account == account.Row.Name).ToArray();
        if (limits.MaxOrderNotional > 0) yield return new LimitAnswer(account.Row.Name, "max-order", limits.MaxOrderNotional, used.LargestEntry, "quote");
        if (limits.MaxPositionNotional > 0) yield return new LimitAnswer(account.Row.Name, "max-position", limits.MaxPositionNotional, bots.SelectMany(bot => bot.Holdings).GroupBy(held => held.Instrument).Select(group => Math.Abs(group.Sum(held => held.Quantity * held.Price))).DefaultIfEmpty().Max(), "quote");
        if (limits.MaxOpenOrders > 0) yield return new LimitAnswer(account.Row.Name, "max-open-orders", limits.MaxOpenOrders, bots.Sum(bot => bot.OpenOrders), "orders");
        if (limits.MaxEntriesPerMinute > 0) yield return new LimitAnswer(account.Row.Name, "max-entries-per-minute", limits.MaxEntriesPerMinute, used.EntriesInMinute, "orders");
    }
}

/// <summary>Risk at a glance.</summary>
internal sealed record RiskAnswer(string? Halted, IReadOnlyDictionary<string, string> HaltedAccounts, IReadOnlyList<LimitAnswer> Limits, IReadOnlyList<GuardAnswer> Guards, IReadOnlyList<RefusalAnswer> Refused, IReadOnlyList<HaltReport> Kill);

/// <summary>A limit of an account and what is used of it.</summary>
/// <param name="Scope">The account.</param>
/// <param name="Name">max-order, max-position, max-open-orders or max-entries-per-minute.</param>
/// <param name="Limit">In its unit.</param>
/// <param name="Used">max-order: the largest entry let through since 00:00 UTC or the server's start; max-position: the largest position; max-open-orders: those that are open; max-entries-per-minute: entries let through within the last minute.</param>
/// <param name="Unit">quote or orders.</param>
internal sealed record LimitAnswer(string Scope, string Name, decimal Limit, decimal? Used, string Unit);

/// <summary>An entry that was refused.</summary>
internal sealed record RefusalAnswer(long Time, int Deployment, string? Name, string Text);

/// <summary>What is left on an account.</summary>
internal sealed record HaltReport(string Account, int Entries, IReadOnlyList<string> Positions);

/// <summary>The kill switch.</summary>
internal sealed record HaltWish(string? Reason = null, bool Flatten = false, string? Account = null);

/// <summary>Its end.</summary>
internal sealed record LiftWish(string? Account = null);
