using Argosy.Core.Instruments;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Exits;
using Argosy.Engine.Orders;
using Argosy.Engine.Risk;

namespace Argosy.Engine.Running;

/// <summary>How large a target's entry is: the sizing rule, told what is free once entries under way have taken theirs.</summary>
sealed class EntrySizer(Instrument[] instruments, Seat[] seats, int[] entries, Ledger ledger, BuyingPower power, EngineOptions options, ExitRulebook exits, AccountView account, IReadOnlyList<BarSeries> series)
{
    /// <summary>The size of an entry decided at a close, or why there is none.</summary>
    public Result<OrderSize> Size(in OrderIntent intent, decimal close)
    {
        decimal? stop = intent.Terms?.Protection is { HasStop: true, TrailRatio: null } protection
            ? ProtectionPrices.Stop(instruments[intent.Instrument], intent.Side, close, protection).Trigger
            : intent.Terms?.Protection?.TrailRatio is { } trail ? close * (intent.Side == Side.Buy ? 1 - trail : 1 + trail) : null;
        if (exits.Count > 0) stop = Nearest(stop, in intent, close);
        var free = intent.Side == Side.Buy ? power.FreeQuote : power.FreeForShort;
        var request = new SizingRequest(intent.Side, Math.Max(0, free - Promised()), ledger.Equity, close, stop, IdleSeats(intent.Book, intent.Instrument))
        {
            TakerFee = options.TakerFee,
            Bars = series[intent.Instrument],
            Account = account,
        };
        var size = options.Sizing.Size(in request);
        return size.Ok && !size.Value.IsQuote ? OrderSize.Quantity(instruments[intent.Instrument].FloorToLot(size.Value.Value)) : size;
    }

    // The first of all stops that an adverse move would meet.
    decimal? Nearest(decimal? stop, in OrderIntent intent, decimal close)
    {
        var entry = exits.Entry(intent.Instrument, intent.Side, close, 0);
        foreach (var number in exits.Of(intent.Book, intent.Instrument))
        {
            if (exits[number].Standing is not (OrderType.Stop or OrderType.TrailingStop) || !exits[number].IsReady(in entry)) continue;
            var terms = exits[number].Terms(in entry);
            var level = terms.TrailRatio is { } trail ? entry.Favourable(-trail) : terms.Trigger;
            if (level is not { } price) continue;
            if (stop is null || (intent.Side == Side.Buy ? price > stop : price < stop)) stop = price;
        }
        return stop;
    }

    // Seats (an instrument of a book) without position or working entry, and the one the entry is for.
    int IdleSeats(int book, int instrument)
    {
        var (idle, own) = (1, (book * instruments.Length) + instrument);
        for (var seat = 0; seat < seats.Length; seat++)
        {
            if (seat != own && entries[seat] == 0 && ledger.Position(seat / instruments.Length, seat % instruments.Length).Quantity == 0) idle++;
        }
        return idle;
    }

    // What entries that targets have under way will still spend: it is not free for the next one.
    decimal Promised()
    {
        var promised = 0m;
        for (var k = 0; k < seats.Length; k++)
        {
            if (seats[k].Opening is not { Type: OrderType.Market } opening) continue;
            promised += opening.SizeIsQuote
                ? Math.Max(0, opening.Size - (opening.Filled == 0 ? 0 : Math.Abs(ledger.Position(opening.Book, opening.Instrument).Cost)))
                : (opening.Size - opening.Filled) * ledger.Mark(opening.Instrument) * (1 + options.TakerFee);
        }
        return promised;
    }
}
