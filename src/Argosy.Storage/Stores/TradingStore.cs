using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Dapper;

namespace Argosy.Storage.Stores;

/// <summary>Orders, executions, trades and equity in SQL; money is decimal text, exact in both databases.</summary>
internal sealed class TradingStore(SqlDatabase database) : ITradingStore
{
    const string WriteOrder = """
        INSERT INTO orders (client_id, deployment, account, instrument, side, type, quantity, price, trigger_price, phase, filled, venue_order_id, why, time)
        VALUES (@ClientId, @Deployment, @Account, @Instrument, @side, @type, @quantity, @price, @trigger, @phase, @filled, @VenueOrderId, @Why, @Time)
        ON CONFLICT (client_id) DO UPDATE SET phase = excluded.phase, filled = excluded.filled, venue_order_id = excluded.venue_order_id, why = excluded.why
        """;

    const string WriteFill = """
        INSERT INTO fills (account, instrument, trade_id, client_id, side, price, quantity, fee, fee_asset, is_maker, time)
        VALUES (@Account, @Instrument, @TradeId, @ClientId, @side, @price, @quantity, @fee, @FeeAsset, @maker, @Time)
        ON CONFLICT (account, instrument, trade_id) DO NOTHING
        """;

    const string WriteTrade = """
        INSERT INTO trades (deployment, number, instrument, side, entry_time, exit_time, quantity, pnl, exit_reason)
        VALUES (@Deployment, @Number, @Instrument, @side, @EntryTime, @ExitTime, @quantity, @pnl, @ExitReason)
        ON CONFLICT (deployment, number) DO NOTHING
        """;

    internal const string OrderColumns = "client_id AS ClientId, deployment AS Deployment, account AS Account, instrument AS Instrument, side AS Side, type AS Type, quantity AS Quantity, price AS Price, trigger_price AS Trigger, phase AS Phase, filled AS Filled, venue_order_id AS VenueOrderId, why AS Why, time AS Time";
    const string FillColumns = "account AS Account, instrument AS Instrument, trade_id AS TradeId, client_id AS ClientId, side AS Side, price AS Price, quantity AS Quantity, fee AS Fee, fee_asset AS FeeAsset, is_maker AS IsMaker, time AS Time";
    const string TradeColumns = "deployment AS Deployment, number AS Number, instrument AS Instrument, side AS Side, entry_time AS EntryTime, exit_time AS ExitTime, quantity AS Quantity, pnl AS Pnl, exit_reason AS ExitReason";

    public Task Write(TradingBatch batch, CancellationToken cancel = default) => database.Write(
        async t =>
        {
            var connection = t.Connection!;
            foreach (var o in batch.Orders) await connection.ExecuteAsync(WriteOrder, new { o.ClientId, o.Deployment, o.Account, o.Instrument, side = (long)o.Side, type = (long)o.Type, quantity = Exact.Text(o.Quantity), price = Exact.Text(o.Price), trigger = Exact.Text(o.Trigger), phase = (long)o.Phase, filled = Exact.Text(o.Filled), o.VenueOrderId, o.Why, o.Time }, t);
            foreach (var f in batch.Fills) await connection.ExecuteAsync(WriteFill, new { f.Account, f.Instrument, f.TradeId, f.ClientId, side = (long)f.Side, price = Exact.Text(f.Price), quantity = Exact.Text(f.Quantity), fee = Exact.Text(f.Fee), f.FeeAsset, maker = f.IsMaker ? 1L : 0L, f.Time }, t);
            foreach (var r in batch.Trades) await connection.ExecuteAsync(WriteTrade, new { r.Deployment, r.Number, r.Instrument, side = (long)r.Side, r.EntryTime, r.ExitTime, quantity = Exact.Text(r.Quantity), pnl = Exact.Text(r.Pnl), r.ExitReason }, t);
            foreach (var e in batch.Equity) await connection.ExecuteAsync("INSERT INTO equity (deployment, time, equity) VALUES (@Deployment, @Time, @equity) ON CONFLICT (deployment, time) DO NOTHING", new { e.Deployment, e.Time, equity = Exact.Text(e.Equity) }, t);
            return 0;
        },
        durable: false, cancel);

    public Task<IReadOnlyList<OrderRow>> Orders(int deployment, long before, int limit, CancellationToken cancel = default) =>
        Query<OrderRow>($"SELECT {OrderColumns} FROM orders WHERE deployment = @deployment AND time < @before ORDER BY time DESC, client_id DESC LIMIT @limit", new { deployment, before, limit }, cancel);

    public Task<IReadOnlyList<FillRow>> Fills(string clientId, CancellationToken cancel = default) =>
        Query<FillRow>($"SELECT {FillColumns} FROM fills WHERE client_id = @clientId ORDER BY time, trade_id", new { clientId }, cancel);

    public Task<IReadOnlyList<TradeRow>> Trades(int deployment, CancellationToken cancel = default) =>
        Query<TradeRow>($"SELECT {TradeColumns} FROM trades WHERE deployment = @deployment ORDER BY number", new { deployment }, cancel);

    public Task<IReadOnlyList<EquityRow>> Equity(int deployment, long from, CancellationToken cancel = default) =>
        Query<EquityRow>("SELECT deployment AS Deployment, time AS Time, equity AS Equity FROM equity WHERE deployment = @deployment AND time >= @from ORDER BY time", new { deployment, from }, cancel);

    Task<IReadOnlyList<T>> Query<T>(string sql, object parameters, CancellationToken cancel) =>
        database.Read(async t => (IReadOnlyList<T>)[.. await t.Connection!.QueryAsync<T>(sql, parameters, t)], cancel);
}
