using Argosy.Hosting.Deploying;
using Argosy.Hosting.Ports;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.Trading;

/// <summary>The whole at a glance.</summary>
internal static class FleetEndpoints
{
    const long DayMs = 86_400_000;

    static readonly (string Word, long Days)[] Ranges = [("1d", 1), ("1w", 7), ("1m", 30), ("3m", 91), ("1y", 365), ("all", 36_500)];

    public static void Map(RouteGroupBuilder api)
    {
        var fleet = api.MapGroup("/fleet").WithTags("fleet");
        fleet.MapGet("", FleetAsync).Answering<FleetAnswer>().WithSummary("Figures by mode, what needs attention, exposure, deployments");
        fleet.MapGet("/equity", EquityAsync).Answering<EquityCurveAnswer>().WithSummary("Equity of all deployments of a mode over time");
    }

    /// <summary>The fleet now; what its topic begins with.</summary>
    public static async Task<FleetAnswer> ReadAsync(TradingDesk desk, DeploymentReading reading, IDatabase database, TimeProvider time, CancellationToken cancellation)
    {
        var rows = await reading.RowsAsync(cancellation);
        var modes = new List<FleetMode>();
        foreach (var mode in Enum.GetValues<DeploymentMode>())
        {
            // Money of different quote assets is never added up.
            foreach (var currency in rows.Where(row => row.Mode == mode).Select(row => row.Currency).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) modes.Add(await ModeAsync(mode, currency, rows, desk, reading, time, cancellation));
        }
        var exposure = rows.SelectMany(row => row.Positions).Where(held => held.Notional is not null).GroupBy(held => (held.Mode, Asset: held.Instrument.Split('/')[0], held.Side)).Select(group => (group.Key.Mode, group.Key.Asset, group.Key.Side, Sum: group.Sum(held => held.Notional!.Value))).ToArray();
        // Live and paper money never share a total.
        var totals = exposure.GroupBy(part => part.Mode).ToDictionary(group => group.Key, group => group.Sum(part => part.Sum));
        return new FleetAnswer(modes, await AttentionAsync(rows, desk, database, cancellation), [.. exposure.OrderByDescending(part => part.Sum).Select(part => new FleetExposure(part.Asset, totals[part.Mode] > 0 ? (double)(part.Sum / totals[part.Mode]) : 0, part.Side, part.Mode))], rows);
    }

    static async Task<IResult> FleetAsync(TradingDesk desk, DeploymentReading reading, IDatabase database, TimeProvider time, CancellationToken cancellation) => Answers.Ok(await ReadAsync(desk, reading, database, time, cancellation));

    static async Task<IResult> EquityAsync(TradingDesk desk, DeploymentReading reading, TimeProvider time, CancellationToken cancellation, string mode = "paper", string range = "1w")
    {
        if (mode is not ("paper" or "live")) return ApiFailure.BadInput($"'{mode}' is no mode; expected paper or live", "mode");
        if (Array.Find(Ranges, known => known.Word == range) is not { Word: not null } found) return ApiFailure.BadInput($"'{range}' is no range; expected {string.Join(", ", Ranges.Select(known => known.Word))}", "range");
        var from = Math.Max(0, time.GetUtcNow().ToUnixTimeMilliseconds() - (found.Days * DayMs));
        var curve = await reading.CurveAsync([.. desk.Parts.Deployments.All.Where(one => one.Spec.Mode == (mode == "live" ? DeploymentMode.Live : DeploymentMode.Paper))], from, cancellation);
        return Answers.Ok(EquityCurveAnswer.Of(curve));
    }

    static async Task<FleetMode> ModeAsync(DeploymentMode mode, string currency, IReadOnlyList<DeploymentRowAnswer> rows, TradingDesk desk, DeploymentReading reading, TimeProvider time, CancellationToken cancellation)
    {
        var mine = rows.Where(row => row.Mode == mode && row.Currency == currency).ToArray();
        var ids = mine.Select(row => row.Id).ToHashSet();
        var curve = await reading.CurveAsync([.. desk.Parts.Deployments.All.Where(one => ids.Contains(one.Id))], 0, cancellation);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var equity = mine.Sum(row => row.Equity ?? 0);
        var (drawdown, most) = DeploymentReading.Drawdown(curve.Select(point => point.Equity).Append(equity));
        var held = mine.SelectMany(row => row.Positions).ToArray();
        return new FleetMode
        {
            Mode = mode, Currency = currency, Equity = equity, Today = mine.Sum(row => row.TodayPnl ?? 0), D7 = Since(now - (7 * DayMs)), D30 = Since(now - (30 * DayMs)), DrawdownNow = drawdown, DrawdownMax = most,
            Gross = Share(held.Sum(position => position.Notional ?? 0)), Net = Share(held.Sum(position => (position.Notional ?? 0) * (position.Side == "long" ? 1 : -1))), OpenPositions = held.Length,
            Running = mine.Count(row => row.State is DeploymentState.Running or DeploymentState.Starting or DeploymentState.Waiting or DeploymentState.Closing), Paused = mine.Count(row => row.State == DeploymentState.Paused), Failed = mine.Count(row => row.State == DeploymentState.Disabled || row.Error is not null),
        };

        // Null where nothing is known of that time: a deployment that came later brought its cash.
        decimal? Since(long at) => curve.Count > 0 && curve[0].Time <= at ? equity - curve.Last(point => point.Time <= at).Equity : null;

        double Share(decimal notional) => equity > 0 ? (double)(notional / equity) : 0;
    }

    static async Task<IReadOnlyList<FleetAttention>> AttentionAsync(IReadOnlyList<DeploymentRowAnswer> rows, TradingDesk desk, IDatabase database, CancellationToken cancellation)
    {
        var list = new List<FleetAttention>();
        var host = desk.Parts.Control;
        if (host.Halted.Length > 0) list.Add(new FleetAttention("critical", "halted", null, null, host.Halted, null));
        list.AddRange(host.HaltedAccounts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new FleetAttention("critical", "halted", null, pair.Key, pair.Value, null)));
        foreach (var row in rows)
        {
            if (row.State == DeploymentState.Disabled) list.Add(new FleetAttention("critical", "failed", row.Id, row.Account, row.Error ?? "it is disabled", row.Since));
            else if (row.Error is { } error) list.Add(new FleetAttention("warning", "error", row.Id, row.Account, error, row.Since));
            else if (row is { Guard: { } guard, State: not DeploymentState.Paused } && host.Halted.Length == 0) list.Add(new FleetAttention("warning", "entries-blocked", row.Id, row.Account, guard, null));
        }
        var alerts = await database.Reading.Alerts(long.MaxValue, 50, onlyOpen: true, cancellation);
        list.AddRange(alerts.Where(alert => alert.Severity != "info").Select(alert => new FleetAttention(alert.Severity, alert.Code, alert.Deployment > 0 ? alert.Deployment : null, alert.Account.Length > 0 ? alert.Account : null, alert.Text, alert.Time)));
        return [.. list.OrderBy(one => one.Severity == "critical" ? 0 : 1)];
    }
}

/// <summary>The whole at a glance.</summary>
internal sealed record FleetAnswer(IReadOnlyList<FleetMode> Modes, IReadOnlyList<FleetAttention> Attention, IReadOnlyList<FleetExposure> Exposure, IReadOnlyList<DeploymentRowAnswer> Deployments);

/// <summary>Figures of one mode in one currency.</summary>
internal sealed record FleetMode
{
    public required DeploymentMode Mode { get; init; }
    public required string Currency { get; init; }
    public required decimal Equity { get; init; }
    public required decimal Today { get; init; }
    public decimal? D7 { get; init; }
    public decimal? D30 { get; init; }
    public required double DrawdownNow { get; init; }
    public required double DrawdownMax { get; init; }
    public required double Gross { get; init; }
    public required double Net { get; init; }
    public required int OpenPositions { get; init; }
    public required int Running { get; init; }
    public required int Paused { get; init; }
    public required int Failed { get; init; }
}

/// <summary>Something a person should look at.</summary>
internal sealed record FleetAttention(string Severity, string Kind, int? Deployment, string? Account, string Message, long? Since);

/// <summary>A share of what is held with money of one mode, 0..1.</summary>
internal sealed record FleetExposure(string Asset, double Share, string Side, string Mode);

/// <summary>Equity over time.</summary>
/// <param name="Times">Unix ms.</param>
/// <param name="Equity">Quote asset.</param>
internal sealed record EquityCurveAnswer(IReadOnlyList<long> Times, IReadOnlyList<decimal> Equity)
{
    public static EquityCurveAnswer Of(IReadOnlyList<(long Time, decimal Equity)> curve) => new([.. curve.Select(point => point.Time)], [.. curve.Select(point => point.Equity)]);
}
