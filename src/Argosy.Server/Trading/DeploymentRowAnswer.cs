using Argosy.Hosting.Bots;
using Argosy.Hosting.Deploying;
using Argosy.Hosting.Ports;

namespace Argosy.Server.Trading;

/// <summary>A deployment as a row of a table.</summary>
internal sealed record DeploymentRowAnswer
{
    public required int Id { get; init; }
    public required string Name { get; init; }
    public required string Bot { get; init; }

    /// <summary>The bot's number in the library; null for one that only deployments know.</summary>
    public long? BotId { get; init; }
    public required string Version { get; init; }
    public required string Strategy { get; init; }
    public required string Account { get; init; }
    public required string Venue { get; init; }
    public required DeploymentMode Mode { get; init; }
    public required IReadOnlyList<string> Instruments { get; init; }
    public required string Timeframe { get; init; }
    public required DeploymentState State { get; init; }
    public required WantedState Wanted { get; init; }
    public long Since { get; init; }
    public string Currency { get; init; } = "";
    public decimal? Equity { get; init; }
    public IReadOnlyList<double> Sparkline { get; init; } = [];
    public decimal? TodayPnl { get; init; }
    public decimal? TotalPnl { get; init; }
    public double? TotalReturn { get; init; }
    public double? MaxDrawdown { get; init; }
    public double? WinRate { get; init; }
    public long Trades { get; init; }
    public long? LastOrder { get; init; }
    public decimal? Free { get; init; }
    public int OpenOrders { get; init; }
    public string? Guard { get; init; }
    public string? Error { get; init; }
    public string? Schedule { get; init; }
    public long? NextFire { get; init; }
    public long? SleepsUntil { get; init; }

    /// <summary>While it runs: when the newest candle it was told closed, Unix ms.</summary>
    public long? NewestCandle { get; init; }

    /// <summary>When that candle is too old, Unix ms: the next one should have been there.</summary>
    public long? CandleLate { get; init; }
    public IReadOnlyList<PositionAnswer> Positions { get; init; } = [];
}

/// <summary>A deployment with what was asked of it.</summary>
/// <param name="Row">As in a table.</param>
/// <param name="Spec">What was asked.</param>
/// <param name="Replaced">Numbers it had before updates.</param>
/// <param name="CreatedAt">Unix ms.</param>
internal sealed record DeploymentAnswer(DeploymentRowAnswer Row, DeploymentSpec Spec, IReadOnlyList<int> Replaced, long CreatedAt);

/// <summary>A position of a deployment.</summary>
internal sealed record PositionAnswer
{
    public required int Deployment { get; init; }
    public required string Name { get; init; }
    public required string Account { get; init; }
    public required string Mode { get; init; }
    public required string Instrument { get; init; }
    public required string Side { get; init; }
    public required decimal Quantity { get; init; }
    public decimal? Notional { get; init; }
    public decimal? Entry { get; init; }
    public decimal? Mark { get; init; }
    public decimal? Unrealised { get; init; }
    public double? UnrealisedRatio { get; init; }
    public decimal? Stop { get; init; }
    public decimal? Target { get; init; }

    /// <summary>Whether its stop follows the price by a rule: then no hand moves it.</summary>
    public bool StopRuled { get; init; }

    /// <summary>How much of the quantity stops cover, base asset.</summary>
    public decimal Stopped { get; init; }

    /// <summary>Funding since it was opened, quote asset; paid is negative.</summary>
    public decimal Funding { get; init; }

    /// <summary>Margin of perpetual contracts; null on spot, and where a deployment's row shows it.</summary>
    public MarginAnswer? Margin { get; init; }
    public long? Since { get; init; }

    public static IEnumerable<PositionAnswer> Of(BotStatus status) => status.Holdings.Select(held =>
    {
        var (known, cost) = (held.Price > 0 && held.EntryPrice > 0, held.EntryPrice * Math.Abs(held.Quantity));
        var unrealised = known ? (held.Price - held.EntryPrice) * held.Quantity : (decimal?)null;
        return new PositionAnswer
        {
            Deployment = status.Deployment, Name = status.Name, Account = status.Account, Mode = status.IsLive ? "live" : "paper", Instrument = held.Instrument, Side = held.Quantity > 0 ? "long" : "short", Quantity = held.Quantity,
            Notional = held.Price > 0 ? held.Price * Math.Abs(held.Quantity) : null, Entry = held.EntryPrice > 0 ? held.EntryPrice : null, Mark = held.Price > 0 ? held.Price : null,
            Unrealised = unrealised, UnrealisedRatio = unrealised is { } gain && cost > 0 ? (double)(gain / cost) : null, Stop = held.Stop, Target = held.Target, StopRuled = held.IsStopRuled, Stopped = held.Stopped, Funding = held.Funding, Since = held.Since > 0 ? held.Since : null,
        };
    });
}

/// <summary>An order.</summary>
internal sealed record OrderAnswer
{
    public required string ClientId { get; init; }
    public required string? VenueId { get; init; }
    public required int Deployment { get; init; }
    public required string? Name { get; init; }
    public required string Account { get; init; }
    public required string Instrument { get; init; }
    public required Core.Orders.Side Side { get; init; }
    public required Core.Orders.OrderType Type { get; init; }
    public required decimal Quantity { get; init; }
    public decimal? Price { get; init; }
    public decimal? Trigger { get; init; }
    public required decimal Filled { get; init; }
    public required double FilledRatio { get; init; }
    public required Hosting.Orders.OrderPhase State { get; init; }
    public required string Reason { get; init; }
    public required long Time { get; init; }

    public static OrderAnswer Of(OrderRow row, Func<int, string?> nameOf) => new()
    {
        ClientId = row.ClientId, VenueId = row.VenueOrderId.Length > 0 ? row.VenueOrderId : null, Deployment = row.Deployment, Name = nameOf(row.Deployment), Account = row.Account, Instrument = row.Instrument, Side = row.Side, Type = row.Type,
        Quantity = row.Quantity, Price = row.Price == 0 ? null : row.Price, Trigger = row.Trigger == 0 ? null : row.Trigger, Filled = row.Filled, FilledRatio = row.Quantity > 0 ? (double)(row.Filled / row.Quantity) : 0, State = row.Phase, Reason = row.Why, Time = row.Time,
    };
}

/// <summary>An execution.</summary>
internal sealed record FillAnswer(string TradeId, string ClientId, int Deployment, string Account, string Instrument, Core.Orders.Side Side, decimal Price, decimal Quantity, decimal Fee, string FeeAsset, bool IsMaker, long Time)
{
    public static FillAnswer Of(DeploymentFill row) => new(row.Fill.TradeId, row.Fill.ClientId, row.Deployment, row.Fill.Account, row.Fill.Instrument, row.Fill.Side, row.Fill.Price, row.Fill.Quantity, row.Fill.Fee, row.Fill.FeeAsset, row.Fill.IsMaker, row.Fill.Time);
}

/// <summary>A closed trade.</summary>
internal sealed record TradeAnswer(int Deployment, string? Name, long Number, string Instrument, string Side, long EntryTime, long ExitTime, decimal Quantity, decimal Pnl, string ExitReason, string? Tag, string? Note)
{
    public static TradeAnswer Of(NotedTrade row, Func<int, string?> nameOf) => new(
        row.Trade.Deployment, nameOf(row.Trade.Deployment), row.Trade.Number, row.Trade.Instrument, row.Trade.Side == Core.Orders.Side.Buy ? "long" : "short", row.Trade.EntryTime, row.Trade.ExitTime, row.Trade.Quantity, row.Trade.Pnl, row.Trade.ExitReason,
        row.Tag.Length > 0 ? row.Tag : null, row.Note.Length > 0 ? row.Note : null);
}
