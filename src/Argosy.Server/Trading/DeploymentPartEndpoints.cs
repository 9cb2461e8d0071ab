using System.Globalization;
using Argosy.Core.Links;
using Argosy.Data.Links;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Ports;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.Trading;

/// <summary>What a deployment did, part by part.</summary>
internal static class DeploymentPartEndpoints
{
    const int MostVotes = 5_000, MostMarkers = 5_000, MostTrades = 20_000;

    public static void Map(RouteGroupBuilder api)
    {
        var one = api.MapGroup("/deployments/{id:int}").WithTags("deployments");
        one.AddEndpointFilter(async (context, next) => context.HttpContext.GetRouteValue("id") is string text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && DeskOf(context.HttpContext).Parts.Deployments.Find(id) is null
            ? DeploymentEndpoints.NotFound(id)
            : await next(context));
        one.MapGet("/orders", (int id, [AsParameters] ListQuery query, TradingDesk desk, IDatabase database, CancellationToken cancellation, string? state = null) => OrderEndpoints.OrdersAsync(query, desk, database, id, state, cancellation)).Answering<Page<OrderAnswer>>().WithSummary("Its orders, newest first");
        one.MapGet("/trades", (int id, [AsParameters] ListQuery query, TradingDesk desk, IDatabase database, CancellationToken cancellation) => OrderEndpoints.TradesAsync(query, desk, database, id, cancellation)).Answering<Page<TradeAnswer>>().WithSummary("Its closed trades, latest exit first");
        one.MapGet("/fills", FillsAsync).Answering<Page<FillAnswer>>().WithSummary("Its executions, newest first");
        one.MapGet("/logs", LogsAsync).Answering<Page<LogAnswer>>().WithSummary("Its log, newest first");
        one.MapGet("/equity", EquityAsync).Answering<EquityCurveAnswer>().WithSummary("Its equity over time");
        one.MapGet("/state", (int id, TradingDesk desk) => desk.Parts.Deployments.Find(id)!.Status is { } status ? Answers.Ok(status with { Holdings = status.Holdings }) : Answers.Ok<BotStatus?>(null)).Answering<BotStatus>().WithSummary("What its bot is worth and does; null where it never ran");
        one.MapGet("/holding", HoldingAsync).Answering<HoldingAnswer>().WithSummary("Its return against holding its instruments since its first candle");
        OutputEndpoints.Map(one);
        one.MapGet("/votes", VotesAsync).Answering<IReadOnlyList<VoteAnswer>>().WithSummary("How its strategies voted, oldest first");
        one.MapGet("/markers", MarkersAsync).Answering<IReadOnlyList<MarkerAnswer>>().WithSummary("Its executions as marks on a chart, oldest first");
        one.MapGet("/statistics", StatisticsAsync).Answering<StatisticsAnswer>().WithSummary("Its closed trades counted, whole and by instrument, exit reason, side and weekday");
    }

    static TradingDesk DeskOf(HttpContext context) => (TradingDesk)context.RequestServices.GetService(typeof(TradingDesk))!;

    static async Task<IResult> FillsAsync(int id, [AsParameters] ListQuery query, TradingDesk desk, IDatabase database, CancellationToken cancellation)
    {
        var filter = query.Filter(desk.Parts.Deployments, id);
        if (!filter.Ok) return TradingEndpoints.Failure(filter.Error!);
        var rows = await database.Reading.Fills(filter.Value, cancellation);
        return Answers.Ok(PageQuery.PageOf([.. rows.Select(FillAnswer.Of)], filter.Value.Limit - 1, row => ListQuery.Keys(row.Time, row.TradeId)));
    }

    static async Task<IResult> LogsAsync(int id, [AsParameters] PageQuery page, IDatabase database, CancellationToken cancellation)
    {
        var rows = page.Rows();
        if (!rows.Ok) return TradingEndpoints.Failure(rows.Error!);
        var keys = page.Keys(1);
        if (!keys.Ok) return TradingEndpoints.Failure(keys.Error!);
        if (keys.Value is [var key] && !long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _)) return ApiFailure.BadInput("expected the next of the page before", "after");
        var before = keys.Value is [var sequence] ? long.Parse(sequence, CultureInfo.InvariantCulture) : long.MaxValue;
        var lines = await database.Logs.Last(id, before, rows.Value + 1, cancellation);
        return Answers.Ok(PageQuery.PageOf([.. lines.Select(line => new LogAnswer(line.Sequence, line.Time, line.Level, line.Message))], rows.Value, line => [line.Sequence.ToString(CultureInfo.InvariantCulture)]));
    }

    static async Task<IResult> EquityAsync(int id, TradingDesk desk, DeploymentReading reading, CancellationToken cancellation, long from = 0) =>
        Answers.Ok(EquityCurveAnswer.Of(await reading.CurveAsync([desk.Parts.Deployments.Find(id)!], from, cancellation)));

    static async Task<IResult> HoldingAsync(int id, TradingDesk desk, HoldingReading holding, CancellationToken cancellation)
    {
        var read = await holding.ReadAsync(desk.Parts.Deployments.Find(id)!, cancellation);
        return read.Ok ? Answers.Ok(read.Value) : TradingEndpoints.Failure(read.Error!);
    }

    static IResult VotesAsync(int id, TradingDesk desk, long? from = null, long? to = null)
    {
        var log = RunLogLines.Read(desk.Parts.LogOf(id));
        if (!log.Ok) return log.Error!.Kind == Core.Values.ErrorKind.NotFound ? Answers.Ok<IReadOnlyList<VoteAnswer>>([]) : ApiFailure.Of(log.Error);
        var (votes, time) = (new List<VoteAnswer>(), 0L);
        IReadOnlyList<string> names = [];
        foreach (var (told, answer) in log.Value.Steps)
        {
            if (told is RunBegins begins) names = [.. begins.Instruments.Select(instrument => instrument.Name)];
            if (told is MarketMoved moved) time = moved.Time;
            if (answer is VotesHeld held && time >= (from ?? 0) && time < (to ?? long.MaxValue)) votes.Add(new VoteAnswer(time, names[held.Instrument], held.Votes, held.Decision));
        }
        return Answers.Ok<IReadOnlyList<VoteAnswer>>(votes.Count > MostVotes ? votes[^MostVotes..] : votes);
    }

    static async Task<IResult> MarkersAsync(int id, TradingDesk desk, IDatabase database, CancellationToken cancellation, string? instrument = null, long? from = null, long? to = null)
    {
        var fills = await database.Reading.Fills(new TradingFilter { Deployments = [id, .. desk.Parts.Deployments.Find(id)!.Replaced], Instrument = instrument, From = from, To = to, Limit = MostMarkers }, cancellation);
        return Answers.Ok<IReadOnlyList<MarkerAnswer>>([.. fills.Select(row => new MarkerAnswer(row.Fill.Time, row.Fill.Instrument, row.Fill.Side, row.Fill.Price, row.Fill.Quantity, row.Fill.ClientId)).Reverse()]);
    }

    static async Task<IResult> StatisticsAsync(int id, TradingDesk desk, IDatabase database, CancellationToken cancellation)
    {
        var trades = (await database.Reading.Trades(new TradingFilter { Deployments = [id, .. desk.Parts.Deployments.Find(id)!.Replaced], Limit = MostTrades }, cancellation)).Select(row => row.Trade).ToArray();
        return Answers.Ok(new StatisticsAnswer(
            TradeFigures.Of("all", trades), Groups(trade => trade.Instrument), Groups(trade => trade.ExitReason), Groups(trade => trade.Side == Core.Orders.Side.Buy ? "long" : "short"),
            Groups(trade => ((int)DateTimeOffset.FromUnixTimeMilliseconds(trade.EntryTime).DayOfWeek).ToString(CultureInfo.InvariantCulture))));

        IReadOnlyList<TradeFigures> Groups(Func<TradeRow, string> key) => [.. trades.GroupBy(key).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => TradeFigures.Of(group.Key, [.. group]))];
    }
}

/// <summary>A line of a log.</summary>
internal sealed record LogAnswer(long Sequence, long Time, string Level, string Message);

/// <summary>A vote that was held.</summary>
internal sealed record VoteAnswer(long Time, string Instrument, string Votes, string Decision);

/// <summary>An execution as a mark on a chart.</summary>
internal sealed record MarkerAnswer(long Time, string Instrument, Core.Orders.Side Side, decimal Price, decimal Quantity, string ClientId);

/// <summary>Closed trades counted.</summary>
/// <param name="All">All of them.</param>
/// <param name="ByInstrument">By instrument.</param>
/// <param name="ByExit">By exit reason.</param>
/// <param name="BySide">Long and short.</param>
/// <param name="ByWeekday">By the weekday of the entry in UTC, 0: Sunday.</param>
internal sealed record StatisticsAnswer(TradeFigures All, IReadOnlyList<TradeFigures> ByInstrument, IReadOnlyList<TradeFigures> ByExit, IReadOnlyList<TradeFigures> BySide, IReadOnlyList<TradeFigures> ByWeekday);

/// <summary>Figures of some trades.</summary>
internal sealed record TradeFigures(string Key, int Trades, double? WinRate, decimal Net, decimal? Average, decimal? Best, decimal? Worst, double? ProfitFactor, long? AverageMs)
{
    public static TradeFigures Of(string key, IReadOnlyList<TradeRow> trades)
    {
        if (trades.Count == 0) return new TradeFigures(key, 0, null, 0, null, null, null, null, null);
        var (won, lost) = (trades.Where(trade => trade.Pnl > 0).Sum(trade => trade.Pnl), -trades.Where(trade => trade.Pnl < 0).Sum(trade => trade.Pnl));
        var net = trades.Sum(trade => trade.Pnl);
        return new TradeFigures(
            key, trades.Count, (double)trades.Count(trade => trade.Pnl > 0) / trades.Count, net, Core.Values.Exact.Round(net / trades.Count, 8), trades.Max(trade => trade.Pnl), trades.Min(trade => trade.Pnl), lost > 0 ? (double)(won / lost) : null,
            (long)trades.Average(trade => trade.ExitTime - trade.EntryTime));
    }
}
