using Argosy.Core.MarketData;
using Argosy.Hosting.Deploying;
using Argosy.Hosting.Ports;

namespace Argosy.Server.Trading;

/// <summary>Makes the rows people see of deployments, from what runs and what is stored.</summary>
/// <param name="desk">What runs.</param>
/// <param name="database">What is stored.</param>
/// <param name="time">The clock.</param>
internal sealed class DeploymentReading(TradingDesk desk, IDatabase database, TimeProvider time)
{
    const long DayMs = 86_400_000, WeekMs = 7 * DayMs;
    const int Sparks = 42, MostPoints = 500;

    /// <summary>All deployments as rows.</summary>
    public async Task<IReadOnlyList<DeploymentRowAnswer>> RowsAsync(CancellationToken cancellation)
    {
        var all = desk.Parts.Deployments.All;
        var counts = (await database.Reading.Counts(cancellation)).ToDictionary(row => row.Deployment);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var numbers = all.SelectMany(one => one.Replaced.Prepend(one.Id)).ToArray();
        var week = (await database.Reading.Equity(numbers, now - WeekMs, WeekMs / Sparks, cancellation)).ToLookup(row => row.Deployment);
        var oldest = all.Count == 0 ? now : all.Min(one => one.CreatedAt);
        var whole = (await database.Reading.Equity(numbers, 0, Bucket(now - oldest), cancellation)).ToLookup(row => row.Deployment);
        var names = all.Any(one => ILibraryStore.BotOf(one.Bot) is not null) ? (await database.Library.List(null, cancellation)).ToDictionary(bot => bot.Id, bot => bot.Name) : [];
        return [.. all.Select(one => Row(one, counts, week, whole, now, names))];
    }

    /// <summary>One deployment as a row; null where there is none.</summary>
    public async Task<DeploymentAnswer?> FindAsync(int id, CancellationToken cancellation)
    {
        if (desk.Parts.Deployments.Find(id) is not { } one) return null;
        var row = (await RowsAsync(cancellation)).FirstOrDefault(row => row.Id == id) ?? Row(one, [], Enumerable.Empty<EquityRow>().ToLookup(_ => 0), Enumerable.Empty<EquityRow>().ToLookup(_ => 0), time.GetUtcNow().ToUnixTimeMilliseconds(), []);
        // A deployment is everybody's to see, the text of a bot is not: who may see it asks for the version.
        return new DeploymentAnswer(row, row.BotId is null ? one.Spec : one.Spec with { Sources = new Dictionary<string, string>() }, one.Replaced, one.CreatedAt);
    }

    /// <summary>The sum of the equity of deployments over time, each carried on from its last point.</summary>
    public async Task<IReadOnlyList<(long Time, decimal Equity)>> CurveAsync(IReadOnlyCollection<DeploymentView> deployments, long from, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var owner = deployments.SelectMany(one => one.Replaced.Prepend(one.Id).Select(number => (number, one))).ToDictionary(pair => pair.number, pair => pair.one);
        var begin = deployments.Count == 0 ? now : Math.Max(from, deployments.Min(one => one.CreatedAt));
        // What stood before the range is where it begins; a deployment counts from its first point on.
        var rows = await database.Reading.Equity(owner.Keys, 0, Bucket(now - begin), cancellation);
        var last = new Dictionary<string, decimal>(StringComparer.Ordinal);
        var curve = new List<(long, decimal)>();
        foreach (var row in rows)
        {
            last[owner[row.Deployment].Spec.Name] = row.Equity;
            if (row.Time < from) continue;
            if (curve.Count > 0 && curve[^1].Item1 == row.Time) curve[^1] = (row.Time, last.Values.Sum());
            else curve.Add((row.Time, last.Values.Sum()));
        }
        return curve;
    }

    /// <summary>Deepest fall from a peak, and the present one, both ratios.</summary>
    public static (double Now, double Most) Drawdown(IEnumerable<decimal> equity)
    {
        var (peak, now, most) = (0m, 0.0, 0.0);
        foreach (var value in equity)
        {
            peak = Math.Max(peak, value);
            now = peak > 0 ? (double)(1 - (value / peak)) : 0;
            most = Math.Max(most, now);
        }
        return (now, most);
    }

    /// <summary>Length of a point's bucket so that a span has some hundred of them; not below a minute, which is how often equity is kept.</summary>
    public static long Bucket(long spanMs) => Math.Max(60_000, spanMs / MostPoints);

    // The same patience after which its run makes no entries any more.
    long? LateAt(DeploymentView one, long newest) =>
        Timeframe.Parse(one.Spec.Timeframe) is { Ok: true, Value: var timeframe } && desk.Parts.Deployments.OpenVenues.TryGetValue(one.Spec.Venue, out var venue) ? timeframe.End(newest) + (long)venue.Feed.LateAfter.TotalMilliseconds : null;

    DeploymentRowAnswer Row(DeploymentView one, Dictionary<int, DeploymentCounts> counts, ILookup<int, EquityRow> week, ILookup<int, EquityRow> whole, long now, Dictionary<long, string> names)
    {
        var botId = ILibraryStore.BotOf(one.Bot);
        var (status, spec) = (one.Status is { Time: > 0 } known ? known : null, one.Spec);
        var count = counts.GetValueOrDefault(one.Id);
        var newest = status is { NewestCandle: > 0 } fed && one.State is DeploymentState.Running or DeploymentState.Paused or DeploymentState.Closing ? fed.NewestCandle : (long?)null;
        var curve = whole[one.Id].Select(row => row.Equity).Prepend(spec.Cash);
        if (status is not null) curve = curve.Append(status.Equity);
        var midnight = now - (now % DayMs);
        var before = whole[one.Id].LastOrDefault(row => row.Time < midnight)?.Equity ?? week[one.Id].LastOrDefault(row => row.Time < midnight)?.Equity ?? spec.Cash;
        return new DeploymentRowAnswer
        {
            Id = one.Id, Name = spec.Name, Bot = botId is { } id ? names.GetValueOrDefault(id, one.Bot) : one.Bot, BotId = botId, Version = one.Version, Strategy = spec.Strategy, Account = one.Account, Venue = spec.Venue, Mode = spec.Mode, Instruments = spec.Instruments, Timeframe = spec.Timeframe,
            State = one.State, Wanted = one.Wanted, Since = one.Since, Currency = spec.Instruments[0][(spec.Instruments[0].IndexOf('/', StringComparison.Ordinal) + 1)..],
            Equity = status?.Equity, Sparkline = [.. week[one.Id].Select(row => (double)row.Equity)],
            TodayPnl = status is null ? null : status.Equity - before, TotalPnl = status is null ? null : status.Equity - spec.Cash, TotalReturn = status is null ? null : (double)((status.Equity / spec.Cash) - 1),
            MaxDrawdown = status is null ? null : Drawdown(curve).Most, WinRate = count is { Trades: > 0 } ? (double)count.Won / count.Trades : null, Trades = count?.Trades ?? 0, LastOrder = count is { LastOrder: > 0 } ? count.LastOrder : null,
            Free = status?.Cash, OpenOrders = status?.OpenOrders ?? 0, Guard = status is { Blocked.Length: > 0 } ? status.Blocked : null, Error = one.Error.Length > 0 ? one.Error : null,
            Schedule = spec.Schedule.Length > 0 ? spec.Schedule : null, NextFire = one.NextFire, SleepsUntil = one.State is DeploymentState.Running or DeploymentState.Paused ? status?.SleepsUntil : null,
            NewestCandle = newest, CandleLate = newest is { } closed ? LateAt(one, closed) : null, Positions = status is null ? [] : [.. PositionAnswer.Of(status)],
        };
    }
}
