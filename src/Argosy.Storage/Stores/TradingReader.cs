using System.Globalization;
using Argosy.Core.Orders;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;
using Dapper;

namespace Argosy.Storage.Stores;

/// <summary>Lists over all deployments in SQL.</summary>
internal sealed class TradingReader(SqlDatabase database) : ITradingReader
{
    // Numbers are written into the text: one database takes lists as arrays, the other does not.
    static readonly string OpenPhases = string.Join(',', new[] { OrderPhase.Sent, OrderPhase.Unknown, OrderPhase.Working, OrderPhase.Settling, OrderPhase.Conflicting }.Select(phase => ((int)phase).ToString(CultureInfo.InvariantCulture)));

    public Task<IReadOnlyList<OrderRow>> Orders(TradingFilter filter, CancellationToken cancel = default)
    {
        var (where, values) = Where(filter, "deployment", "account", "instrument", "time", "client_id");
        if (filter.IsOpen is { } open) where.Add($"phase {(open ? "" : "NOT ")}IN ({OpenPhases})");
        return Query<OrderRow>($"SELECT {TradingStore.OrderColumns} FROM orders {Sql(where)} ORDER BY time DESC, client_id DESC LIMIT @limit", values, cancel);
    }

    public Task<OrderRow?> Order(string id, CancellationToken cancel = default) => database.Read(
        t => t.Connection!.QueryFirstOrDefaultAsync<OrderRow?>($"SELECT {TradingStore.OrderColumns} FROM orders WHERE client_id = @id OR (venue_order_id = @id AND venue_order_id <> '') ORDER BY time DESC LIMIT 1", new { id }, t), cancel);

    public async Task<IReadOnlyList<DeploymentFill>> Fills(TradingFilter filter, CancellationToken cancel = default)
    {
        var (where, values) = Where(filter, "o.deployment", "f.account", "f.instrument", "f.time", "f.trade_id");
        var rows = await Query<FillLine>($"SELECT o.deployment AS Deployment, f.account AS Account, f.instrument AS Instrument, f.trade_id AS TradeId, f.client_id AS ClientId, f.side AS Side, f.price AS Price, f.quantity AS Quantity, f.fee AS Fee, f.fee_asset AS FeeAsset, f.is_maker AS IsMaker, f.time AS Time FROM fills f JOIN orders o ON o.client_id = f.client_id {Sql(where)} ORDER BY f.time DESC, f.trade_id DESC LIMIT @limit", values, cancel);
        return [.. rows.Select(row => new DeploymentFill((int)row.Deployment, new FillRow { Account = row.Account, Instrument = row.Instrument, TradeId = row.TradeId, ClientId = row.ClientId, Side = (Side)row.Side, Price = row.Price, Quantity = row.Quantity, Fee = row.Fee, FeeAsset = row.FeeAsset, IsMaker = row.IsMaker, Time = row.Time }))];
    }

    public async Task<IReadOnlyList<NotedTrade>> Trades(TradingFilter filter, CancellationToken cancel = default)
    {
        var (where, values) = Where(filter, "t.deployment", null, "t.instrument", "t.exit_time", null);
        if (filter.BeforeTime is not null && filter.BeforeKey.Split('/') is [var deployment, var number] && long.TryParse(deployment, out var of) && long.TryParse(number, out var at))
        {
            where.Add("(t.exit_time < @before OR (t.exit_time = @before AND (t.deployment < @ofDeployment OR (t.deployment = @ofDeployment AND t.number < @number))))");
            values.Add("ofDeployment", of);
            values.Add("number", at);
        }
        if (filter.Account is not null) where.Add("t.deployment IN (SELECT id FROM deployments WHERE account = @account)");
        var rows = await Query<TradeLine>($"SELECT t.deployment AS Deployment, t.number AS Number, t.instrument AS Instrument, t.side AS Side, t.entry_time AS EntryTime, t.exit_time AS ExitTime, t.quantity AS Quantity, t.pnl AS Pnl, t.exit_reason AS ExitReason, n.tag AS Tag, n.note AS Note FROM trades t LEFT JOIN trade_notes n ON n.deployment = t.deployment AND n.number = t.number {Sql(where)} ORDER BY t.exit_time DESC, t.deployment DESC, t.number DESC LIMIT @limit", values, cancel);
        return [.. rows.Select(row => new NotedTrade(new TradeRow { Deployment = (int)row.Deployment, Number = row.Number, Instrument = row.Instrument, Side = (Side)row.Side, EntryTime = row.EntryTime, ExitTime = row.ExitTime, Quantity = row.Quantity, Pnl = row.Pnl, ExitReason = row.ExitReason }, row.Tag ?? "", row.Note ?? ""))];
    }

    public Task<bool> SetNote(int deployment, long number, string tag, string note, CancellationToken cancel = default) => database.Write(
        async t =>
        {
            if (await t.Connection!.QueryFirstOrDefaultAsync<long?>("SELECT number FROM trades WHERE deployment = @deployment AND number = @number", new { deployment, number }, t) is null) return false;
            await t.Connection!.ExecuteAsync("INSERT INTO trade_notes (deployment, number, tag, note) VALUES (@deployment, @number, @tag, @note) ON CONFLICT (deployment, number) DO UPDATE SET tag = excluded.tag, note = excluded.note", new { deployment, number, tag, note }, t);
            return true;
        },
        durable: true, cancel);

    public Task<IReadOnlyList<EquityRow>> Equity(IReadOnlyCollection<int> deployments, long from, long bucketMs, CancellationToken cancel = default)
    {
        if (deployments.Count == 0) return Task.FromResult<IReadOnlyList<EquityRow>>([]);
        var values = new DynamicParameters(new { from, bucket = bucketMs });
        return Query<EquityRow>($"SELECT e.deployment AS Deployment, e.time AS Time, e.equity AS Equity FROM equity e JOIN (SELECT deployment AS d, MAX(time) AS t FROM equity WHERE deployment IN ({Ids(deployments)}) AND time >= @from GROUP BY deployment, time / @bucket) m ON e.deployment = m.d AND e.time = m.t ORDER BY e.time, e.deployment", values, cancel);
    }

    public async Task<IReadOnlyList<DeploymentCounts>> Counts(CancellationToken cancel = default)
    {
        var trades = await Query<CountLine>("SELECT deployment AS Deployment, COUNT(*) AS Trades, SUM(CASE WHEN pnl NOT LIKE '-%' AND pnl <> '0' THEN 1 ELSE 0 END) AS Won FROM trades GROUP BY deployment", new DynamicParameters(), cancel);
        var orders = await Query<CountLine>("SELECT deployment AS Deployment, MAX(time) AS LastOrder FROM orders GROUP BY deployment", new DynamicParameters(), cancel);
        return [.. trades.Concat(orders).GroupBy(row => row.Deployment).OrderBy(group => group.Key).Select(group => new DeploymentCounts { Deployment = (int)group.Key, Trades = group.Sum(row => row.Trades), Won = group.Sum(row => row.Won), LastOrder = group.Max(row => row.LastOrder) })];
    }

    public Task<IReadOnlyList<LogRow>> Refusals(int limit, CancellationToken cancel = default) => Query<LogRow>(
        "SELECT sequence AS Sequence, deployment AS Deployment, time AS Time, level AS Level, message AS Message FROM logs WHERE message LIKE 'order % refused:%' ORDER BY sequence DESC LIMIT @limit", new DynamicParameters(new { limit }), cancel);

    public Task<long> AddAlert(AlertRow alert, CancellationToken cancel = default) => database.Write(
        async t =>
        {
            var id = await t.Connection!.QuerySingleAsync<long>("INSERT INTO counters (name, value) VALUES ('alert', 1) ON CONFLICT (name) DO UPDATE SET value = counters.value + 1 RETURNING value", transaction: t);
            await t.Connection!.ExecuteAsync("INSERT INTO alerts (id, time, severity, code, text, account, deployment, acknowledged_by, acknowledged_at) VALUES (@Id, @Time, @Severity, @Code, @Text, @Account, @Deployment, '', 0)", alert with { Id = id }, t);
            return id;
        },
        durable: false, cancel);

    public Task<IReadOnlyList<AlertRow>> Alerts(long before, int limit, bool onlyOpen, CancellationToken cancel = default) => Query<AlertRow>(
        $"SELECT id AS Id, time AS Time, severity AS Severity, code AS Code, text AS Text, account AS Account, deployment AS Deployment, acknowledged_by AS AcknowledgedBy, acknowledged_at AS AcknowledgedAt FROM alerts WHERE id < @before{(onlyOpen ? " AND acknowledged_at = 0" : "")} ORDER BY id DESC LIMIT @limit",
        new DynamicParameters(new { before, limit }), cancel);

    public Task<bool> Acknowledge(long alert, string by, long at, CancellationToken cancel = default) => database.Write(
        async t => await t.Connection!.ExecuteAsync("UPDATE alerts SET acknowledged_by = @by, acknowledged_at = @at WHERE id = @alert", new { alert, by, at }, t) == 1, durable: true, cancel);

    static (List<string> Where, DynamicParameters Values) Where(TradingFilter filter, string deployment, string? account, string instrument, string time, string? key)
    {
        var (where, values) = (new List<string>(), new DynamicParameters());
        if (filter.Deployments is { } some)
        {
            // An empty list is no SQL everywhere: no deployment has the number 0.
            where.Add($"{deployment} IN ({Ids(some)})");
        }
        if (filter.Account is not null && account is not null) where.Add($"{account} = @account");
        if (filter.Instrument is not null) where.Add($"{instrument} = @instrument");
        if (filter.From is not null) where.Add($"{time} >= @from");
        if (filter.To is not null) where.Add($"{time} < @to");
        if (filter.BeforeTime is not null && key is not null) where.Add($"({time} < @before OR ({time} = @before AND {key} < @key))");
        values.AddDynamicParams(new { account = filter.Account, instrument = filter.Instrument, from = filter.From, to = filter.To, before = filter.BeforeTime, key = filter.BeforeKey, limit = filter.Limit });
        return (where, values);
    }

    static string Ids(IReadOnlyCollection<int> deployments) => deployments.Count == 0 ? "0" : string.Join(',', deployments.Select(id => id.ToString(CultureInfo.InvariantCulture)));

    static string Sql(List<string> where) => where.Count == 0 ? "" : "WHERE " + string.Join(" AND ", where);

    Task<IReadOnlyList<T>> Query<T>(string sql, DynamicParameters parameters, CancellationToken cancel) => database.Read(async t => (IReadOnlyList<T>)[.. await t.Connection!.QueryAsync<T>(sql, parameters, t)], cancel);

    sealed record FillLine
    {
        public long Deployment { get; init; }
        public string Account { get; init; } = "";
        public string Instrument { get; init; } = "";
        public string TradeId { get; init; } = "";
        public string ClientId { get; init; } = "";
        public long Side { get; init; }
        public decimal Price { get; init; }
        public decimal Quantity { get; init; }
        public decimal Fee { get; init; }
        public string FeeAsset { get; init; } = "";
        public bool IsMaker { get; init; }
        public long Time { get; init; }
    }

    sealed record TradeLine
    {
        public long Deployment { get; init; }
        public long Number { get; init; }
        public string Instrument { get; init; } = "";
        public long Side { get; init; }
        public long EntryTime { get; init; }
        public long ExitTime { get; init; }
        public decimal Quantity { get; init; }
        public decimal Pnl { get; init; }
        public string ExitReason { get; init; } = "";
        public string? Tag { get; init; }
        public string? Note { get; init; }
    }

    sealed record CountLine
    {
        public long Deployment { get; init; }
        public long Trades { get; init; }
        public long Won { get; init; }
        public long LastOrder { get; init; }
    }
}
