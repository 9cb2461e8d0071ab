using System.Globalization;
using Argosy.Core.Orders;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Desks;

/// <content>Who may trade what beside whom on a derivatives account: in hedge mode an instrument has a long and a short position, a bot's each.</content>
public sealed partial class AccountDesk
{
    // Why a bot may not trade an instrument beside those that sit here; empty where it may.
    string Rival(DeskBot bot, string instrument, PositionLeg side)
    {
        if (!_venue.Traits.IsDerivative) return "";
        foreach (var other in _bots.Values)
        {
            if (other == bot || other.Client is not { } client || other.Place(instrument) < 0) continue;
            if (!_venue.Traits.HasLegs)
            {
                if (IsShared(instrument)) continue;
                return $"deployment {other.Deployment} trades {instrument} on this account already; two bots of a one-way account need shared: true, an account in hedge mode takes a long and a short one";
            }
            if (side != PositionLeg.Both && client.Opens != PositionLeg.Both && side != client.Opens) continue;
            return $"deployment {other.Deployment} trades {instrument} on this account already{(client.Opens == PositionLeg.Both ? "" : $", {Word(client.Opens)} positions alone")}; in hedge mode one bot is long and one is short, "
                + (side == client.Opens && side != PositionLeg.Both ? $"expected side: {(side == PositionLeg.Long ? "short" : "long")} of this one" : "expected side: long of the one and side: short of the other");
        }
        return "";
    }

    // Why an entry must not open the position it would open; empty where it may.
    string WhyNotItsSide(DeskBot bot, DeskOrder order)
    {
        if (!_venue.Traits.IsDerivative || bot.Client is not { } client) return "";
        var leg = order.Wanted.Side == Side.Buy ? PositionLeg.Long : PositionLeg.Short;
        if (client.Opens != PositionLeg.Both && client.Opens != leg) return $"this bot opens {Word(client.Opens)} positions alone (side: {Word(client.Opens)})";
        // The venue may have become another one since the bot took its place.
        if (Rival(bot, order.Instrument, client.Opens) is { Length: > 0 } rival) return rival;
        return LegHolder(bot, order, leg) is { } holder ? $"the {Word(leg)} position of {order.Instrument} is deployment {holder}'s; in hedge mode one bot is long and one is short" : "";
    }

    // A position is the one bot's that has it, or is about to, whether it sits here or not.
    int? LegHolder(DeskBot bot, DeskOrder order, PositionLeg leg)
    {
        if (!_venue.Traits.HasLegs) return null;
        foreach (var holder in _books.Holders(order.Instrument, leg))
        {
            if (holder.Book != BookKeeper.Book(bot.Deployment) && int.TryParse(holder.Book, CultureInfo.InvariantCulture, out var holds)) return holds;
        }
        return _bots.Values.FirstOrDefault(other => other != bot && other.Open.Any(open => !open.IsExit && open.Instrument == order.Instrument && open.Wanted.Side == order.Wanted.Side))?.Deployment;
    }

    // In hedge mode an order names its position: an entry opens the one of its direction, an exit closes the other.
    PositionLeg LegOf(DeskOrder order) => !_venue.Traits.HasLegs ? PositionLeg.Both : order.Wanted.Side == Side.Buy != order.IsExit ? PositionLeg.Long : PositionLeg.Short;

    // What the account's limit of a position looks at: in hedge mode the one an entry would enlarge.
    decimal PositionBeside(DeskOrder order) => _venue.Traits.HasLegs ? _books.Holders(order.Instrument, LegOf(order)).Sum(holder => holder.Quantity) : _books.Position(order.Instrument);

    // Several bots in one position: in hedge mode there is none such.
    bool IsShared(string instrument) => !_venue.Traits.HasLegs && _options.Shared.Contains(instrument);

    static string Word(PositionLeg leg) => leg == PositionLeg.Long ? "long" : "short";
}
