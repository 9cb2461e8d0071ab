using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Logs;
using Argosy.Engine.Orders;
using Argosy.Research.Results;

namespace Argosy.Research.Validation;

/// <summary>Everything a run decided and everything its venue answered, in order, to be laid beside another run's.</summary>
sealed class RunTape : IRunLog
{
    readonly List<TapeEntry> _entries = [];

    /// <summary>The entries.</summary>
    public IReadOnlyList<TapeEntry> Entries => _entries;

    /// <inheritdoc/>
    public void OnOrder(ApprovedOrder order) => _entries.Add(new TapeEntry
    {
        Instant = order.DecisionTime,
        IsOrder = true,
        AtOpen = order.Purpose is OrderPurpose.TimeStop or OrderPurpose.Liquidation or OrderPurpose.Bankrupt,
        OrderId = order.Id,
        Instrument = order.Instrument,
        Side = order.Side,
        Type = order.Type,
        IsChild = order.IsChild,
        Reason = order.Reason,
        Size = order.Size,
        Price = order.Terms?.Limit ?? order.Terms?.Trigger ?? order.Terms?.TrailRatio ?? 0,
    });

    /// <inheritdoc/>
    public void OnEvent(in OrderEvent orderEvent, ClockPhase phase, long instant) => _entries.Add(new TapeEntry
    {
        Instant = instant,
        AtOpen = phase is ClockPhase.Opening or ClockPhase.Funding || (phase is ClockPhase.Deciding && IsTimed(in orderEvent)),
        OrderId = orderEvent.OrderId,
        Kind = orderEvent.Kind,
        Reason = orderEvent.Reason,
        Instrument = orderEvent.Fill.Instrument,
        Side = orderEvent.Fill.Side,
        Size = orderEvent.Fill.Quantity,
        Price = orderEvent.Fill.Price,
    });

    // Exit rules whose time has come act before the bars of an instant open, and only where one opens.
    static bool IsTimed(in OrderEvent orderEvent) => orderEvent is { Kind: OrderEventKind.Moved } or { Kind: OrderEventKind.Cancelled, Reason: OrderReason.SiblingFilled };

    /// <summary>How many entries were made when only bars that closed at or before an instant were known: those of a bar that opens then are not, nor what follows them.</summary>
    public int KnownAt(long time)
    {
        var (low, high) = (0, _entries.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_entries[middle].Instant < time) low = middle + 1;
            else high = middle;
        }
        while (low < _entries.Count && _entries[low].Instant == time && !_entries[low].AtOpen) low++;
        return low;
    }
}

/// <summary>An order, or something a venue said about one.</summary>
readonly record struct TapeEntry
{
    public long Instant { get; init; }

    public bool IsOrder { get; init; }

    /// <summary>Whether it was made at an open, or may have been: what a clock or a liquidation forced.</summary>
    public bool AtOpen { get; init; }

    public int OrderId { get; init; }

    public short Instrument { get; init; }

    public Side Side { get; init; }

    public OrderType Type { get; init; }

    public OrderEventKind Kind { get; init; }

    public OrderReason Reason { get; init; }

    public bool IsChild { get; init; }

    public decimal Size { get; init; }

    public decimal Price { get; init; }

    /// <summary>In words, e.g. "order 12: buy market 0.5".</summary>
    public override string ToString()
    {
        var price = Price == 0 ? "" : $" at {Exact.Text(Price)}";
        if (IsOrder) return $"order {OrderId}: {Spelling.Of(Side)} {Spelling.Of(Type)} {Exact.Text(Size)}{price}{(Reason == OrderReason.None ? "" : $" (refused: {Spelling.Of(Reason)})")}";
        return Kind == OrderEventKind.Filled ? $"order {OrderId} filled: {Spelling.Of(Side)} {Exact.Text(Size)}{price}" : $"order {OrderId} {Spelling.Of(Kind)}";
    }
}
