using Argosy.Core.Orders;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Journal;
using Argosy.Hosting.Orders;

namespace Argosy.Hosting.Tests.Gateways;

/// <summary>Whether our orders, executions and balances are the venue's, and every intent came to exactly one end.</summary>
internal static class Comparison
{
    public static IEnumerable<string> Of(OrderGateway gateway, VenueModel venue, IEnumerable<JournalRecord> journal, GatewayOptions options)
    {
        var records = journal.ToArray();
        var again = new OrderGateway(options);
        again.Resume(records, 0, new GatewayStep());
        return [.. Ends(gateway), .. Orders(gateway, venue, "memory"), .. Orders(again, venue, "the journal"), .. Intents(records, venue), .. Money(records, venue)];
    }

    static IEnumerable<string> Ends(OrderGateway gateway) => gateway.Open.Select(o => $"order {o.Request.Id} never ended: {o.Phase}, filled {o.Filled}");

    static IEnumerable<string> Orders(OrderGateway gateway, VenueModel venue, string where)
    {
        foreach (var order in venue.Orders.Values)
        {
            if (!ClientOrderId.TryParse(order.ClientId, out var id) || gateway.Find(id) is not { } ours) yield return $"order {order.ClientId} of the venue is lost in {where}";
            else if (ours.Filled != order.Executed) yield return $"order {id}: {where} has {ours.Filled} filled, the venue {order.Executed}";
            else if (ours.Phase != Expected(order.State)) yield return $"order {id}: {where} says {ours.Phase}, the venue {order.State}";
        }
        foreach (var ours in gateway.All().Where(o => !venue.Orders.ContainsKey(o.Request.Id.ToString())))
        {
            if (ours.Filled != 0 || ours.Phase is not (OrderPhase.Dropped or OrderPhase.Superseded or OrderPhase.Rejected)) yield return $"order {ours.Request.Id} is not at the venue, {where} says {ours.Phase}, filled {ours.Filled}";
        }
    }

    static IEnumerable<string> Intents(JournalRecord[] records, VenueModel venue)
    {
        var cancelled = records.OfType<CancelRecorded>().Select(c => c.Id).ToHashSet();
        var rejected = records.OfType<OutcomeRecorded>().Where(o => o.Phase == OrderPhase.Rejected).Select(o => o.Id).ToHashSet();
        foreach (var intent in records.OfType<IntentRecorded>().GroupBy(r => r.Request.Intent))
        {
            var attempts = intent.Select(r => r.Request).ToArray();
            var arrived = attempts.Count(a => venue.Orders.ContainsKey(a.Id.ToString()));
            if (arrived > 1) yield return $"intent {intent.Key} is at the venue {arrived} times";
            var given = attempts.Any(a => cancelled.Contains(a.Id) || rejected.Contains(a.Id));
            if (arrived == 0 && attempts[0].Wish.IsExit && !given) yield return $"exit {intent.Key} was lost after {attempts.Length} attempts";
        }
    }

    static IEnumerable<string> Money(JournalRecord[] records, VenueModel venue)
    {
        var fills = records.OfType<FillRecorded>().Select(r => r.Fill).ToArray();
        var own = venue.Fills.Where(f => f.ClientId is not null).ToArray();
        if (fills.Length != own.Length || !fills.Select(f => f.TradeId).Order(StringComparer.Ordinal).SequenceEqual(own.Select(f => f.TradeId).Order(StringComparer.Ordinal))) yield return $"{fills.Length} executions booked, the venue made {own.Length}";
        var all = fills.Concat(venue.Fills.Where(f => f.ClientId is null)).ToArray();
        var bases = 1_000m + all.Sum(f => f.Side == Side.Buy ? f.Quantity : -f.Quantity);
        var quotes = 100_000m - all.Sum(f => (f.Side == Side.Buy ? f.Quantity * f.Price : -f.Quantity * f.Price) + f.Fee);
        if (bases != venue.Base || quotes != venue.Quote) yield return $"our books and foreign trades give {bases} and {quotes}, the venue has {venue.Base} and {venue.Quote}";
    }

    static OrderPhase Expected(OrderState state) => state switch
    {
        OrderState.Filled => OrderPhase.Filled,
        OrderState.Cancelled => OrderPhase.Cancelled,
        OrderState.Expired => OrderPhase.Expired,
        _ => OrderPhase.Working,
    };
}
