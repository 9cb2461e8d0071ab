using System.Globalization;
using Argosy.Cli.Terminals;
using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Ports;

namespace Argosy.Cli.Running;

/// <summary>What a run says on the terminal: orders, fills, what it is worth, and what a person must know.</summary>
/// <param name="terminal">The terminal.</param>
/// <param name="time">Says when what it is worth was shown last.</param>
sealed class ConsoleWatcher(Terminal terminal, TimeProvider time) : IBotWatcher, IAlerts
{
    static readonly TimeSpan ValueEvery = TimeSpan.FromSeconds(10);

    readonly Lock _gate = new();
    readonly Dictionary<string, long> _valued = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void On(BotNews news)
    {
        switch (news)
        {
            case BotOrdered ordered:
                Line(news, Tone.Plain, $"order {ordered.Order.Id}: {Sentence(ordered.Order, ordered.Instrument.Name)}{(ordered.Order.Why.Length > 0 ? $"  [{ordered.Order.Why}]" : "")}");
                break;
            case BotOrderSaid said:
                Said(said);
                break;
            case BotValued valued when IsDue(valued):
                var positions = valued.Status.Instruments.Zip(valued.Status.Positions).Where(pair => pair.Second != 0).Select(pair => $"{Exact.Text(pair.Second)} {pair.First.Split('/')[0]}").ToArray();
                Line(news, Tone.Dim, $"equity {Money(valued.Status.Equity)}  cash {Money(valued.Status.Cash)}  {(positions.Length > 0 ? string.Join(", ", positions) : "flat")}  {valued.Status.OpenOrders} open orders");
                break;
            case BotSpoke { Level: not "debug" } spoke:
                Line(news, spoke.Level switch { "error" => Tone.Bad, "warning" => Tone.Warn, _ => Tone.Plain }, spoke.Text);
                break;
            case BotMoved moved:
                Line(news, moved.State is BotState.Disabled ? Tone.Bad : Tone.Head, $"{KebabCase.Of(moved.State.ToString())}{(moved.Reason.Length > 0 ? $": {moved.Reason}" : "")}");
                break;
            default:
                break;
        }
    }

    /// <inheritdoc/>
    public void Tell(Alert alert) => Write(
        time.GetUtcNow().ToUnixTimeMilliseconds(), alert.Account.Length > 0 ? alert.Account : "host",
        alert.Severity switch { AlertSeverity.Critical => Tone.Bad, AlertSeverity.Warning => Tone.Warn, AlertSeverity.Info => Tone.Plain }, $"{(alert.Severity == AlertSeverity.Critical ? "ALARM " : "")}{alert.Code}: {alert.Text}");

    void Said(BotOrderSaid said)
    {
        var name = said.Instrument?.Name ?? "";
        switch (said.Said.Kind)
        {
            case OrderEventKind.Filled:
                var fill = said.Said.Fill;
                Line(said, Tone.Good, $"fill of order {said.Said.OrderId}: {(fill.Side == Side.Buy ? "bought" : "sold")} {Exact.Text(fill.Quantity)} {name} at {Exact.Text(fill.Price)}, fee {Exact.Text(fill.Fee)}");
                break;
            case OrderEventKind.Cancelled or OrderEventKind.Expired or OrderEventKind.Rejected:
                Line(said, said.Said.Kind == OrderEventKind.Rejected ? Tone.Warn : Tone.Dim, $"order {said.Said.OrderId} {KebabCase.Of(said.Said.Kind.ToString())}{(said.Said.Reason == OrderReason.None ? "" : $": {KebabCase.Of(said.Said.Reason.ToString())}")}");
                break;
            case OrderEventKind.Moved:
                Line(said, Tone.Dim, $"order {said.Said.OrderId} moved to {Exact.Text(said.Said.Price)}");
                break;
            case OrderEventKind.Accepted or OrderEventKind.Triggered:
                break;
        }
    }

    static string Sentence(OrderWanted order, string instrument)
    {
        var price = (order.Trigger > 0 ? $" when it touches {Exact.Text(order.Trigger)}" : "") + (order.Limit > 0 ? $" at {Exact.Text(order.Limit)}" : "");
        return $"{(order.Side == Side.Buy ? "buy" : "sell")} {Exact.Text(order.Quantity)} {instrument} {KebabCase.Of(order.Type.ToString())}{price}{(order.Purpose == OrderPurpose.Signal ? "" : $", {KebabCase.Of(order.Purpose.ToString())}")}";
    }

    bool IsDue(BotValued valued)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            if (_valued.TryGetValue(valued.Bot, out var last) && time.GetElapsedTime(last, now) < ValueEvery) return false;
            _valued[valued.Bot] = now;
            return true;
        }
    }

    void Line(BotNews news, Tone tone, string text) => Write(news.Time, news.Bot, tone, text);

    void Write(long when, string who, Tone tone, string text)
    {
        var clock = when > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(when).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : new string(' ', 19);
        lock (_gate)
        {
            terminal.Error.WriteLine($"{terminal.Paint(Tone.Dim, clock)}  {who}  {terminal.Paint(tone, text)}");
        }
    }

    static string Money(decimal amount) => Exact.Text(Exact.Round(amount, 2));
}
