using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Orders;

namespace Argosy.Hosting.Desks;

/// <summary>What becomes of an account's orders at its venue, for the audit log: each phase of each attempt once, each execution once.</summary>
/// <remarks>After a crash the journal's orders come again: what the log has already is left out by the trail.</remarks>
internal sealed class DeskAudit(string account, AuditTrail trail, TimeProvider time)
{
    /// <summary>An order stands elsewhere.</summary>
    public void Add(GatewayOrder order)
    {
        var (request, phase, filled, venueId, reason) = (order.Request, KebabCase.Of(order.Phase.ToString()), order.Filled, order.VenueOrderId, order.Reason);
        trail.Add(new AuditDraft
        {
            Time = Now,
            Actor = account,
            Kind = "venue-order",
            Action = phase,
            Asset = request.Wish.Instrument,
            Deployment = request.Id.Deployment,
            Key = $"order {request.Id} {phase} {Exact.Text(filled)}",
            IsTrading = true,
            Fields = json =>
            {
                var wish = request.Wish;
                json.WriteString("client", request.Id.ToString());
                if (request.Intent != request.Id) json.WriteString("intent", request.Intent.ToString());
                if (wish.RunOrder > 0) json.WriteNumber("order", wish.RunOrder);
                json.WriteString("side", KebabCase.Of(wish.Side.ToString()));
                json.WriteString("type", KebabCase.Of(wish.Type.ToString()));
                json.WriteString("quantity", Exact.Text(wish.Quantity));
                if (wish.Price > 0) json.WriteString("limit", Exact.Text(wish.Price));
                if (wish.Trigger > 0) json.WriteString("trigger", Exact.Text(wish.Trigger));
                json.WriteString("filled", Exact.Text(filled));
                if (venueId.Length > 0) json.WriteString("venueOrder", venueId);
                if (reason.Length > 0) json.WriteString("answer", reason);
                json.WriteString("why", wish.Why);
            },
        });
    }

    /// <summary>An execution was booked.</summary>
    public void Add(ClientOrderId order, VenueFill fill) => trail.Add(new AuditDraft
    {
        Time = Now,
        Actor = account,
        Kind = "venue-fill",
        Action = fill.Side == Side.Buy ? "buy" : "sell",
        Asset = fill.Instrument,
        Deployment = order.Deployment,
        Key = $"fill {account} {fill.Instrument} {fill.TradeId}{(fill.Side == Side.Sell ? " sell" : "")}",
        IsTrading = true,
        Fields = json =>
        {
            json.WriteString("client", order.ToString());
            json.WriteString("trade", fill.TradeId);
            json.WriteString("price", Exact.Text(fill.Price));
            json.WriteString("quantity", Exact.Text(fill.Quantity));
            json.WriteString("fee", Exact.Text(fill.Fee));
            json.WriteString("feeAsset", fill.FeeAsset);
            json.WriteNumber("venueTime", fill.Time);
        },
    });

    /// <summary>The account's gate refused an order.</summary>
    public void Refused(DeskOrder order, string why) => trail.Add(new AuditDraft
    {
        Time = Now,
        Actor = account,
        Kind = "account-refused",
        Action = order.Wanted.Side == Side.Buy ? "buy" : "sell",
        Asset = order.Instrument,
        Deployment = order.Deployment,
        Key = $"refused {order.Deployment} {order.Number}",
        IsTrading = true,
        Fields = json =>
        {
            json.WriteNumber("order", order.Number);
            json.WriteString("gate", why);
            json.WriteString("why", order.Wanted.Why);
        },
    });

    long Now => time.GetUtcNow().ToUnixTimeMilliseconds();
}
