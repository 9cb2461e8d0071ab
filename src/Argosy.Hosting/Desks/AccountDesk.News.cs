using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Desks;

/// <content>What the venue did to positions without an order of ours, told to the runs that hold them: at once, or when they join.</content>
public sealed partial class AccountDesk
{
    void TellNews(DeskBot bot)
    {
        if (bot.Client is null) return;
        var fresh = _books.News(bot.Deployment).Where(news => bot.Place(news.Instrument) >= 0 && !bot.Knows(news)).OrderBy(news => news.Time).ToArray();
        // What the run holds: its book without the closes it is still to hear of.
        var held = fresh.Select(news => news.Instrument).Distinct().ToDictionary(name => name, name => _books.Position(bot.Deployment, name) - fresh.Where(news => news.Instrument == name).Sum(news => news.Close?.Change ?? 0), StringComparer.Ordinal);
        foreach (var news in fresh)
        {
            if (bot.Client is null) return;
            if (news.Close is null)
            {
                bot.ToldFlows.Add((news.Instrument, news.Id));
                TellFunding(bot, news, held[news.Instrument]);
            }
            else
            {
                bot.Told.Add(news.Trade);
                TellClose(bot, news);
                held[news.Instrument] += news.Close.Change;
            }
        }
        foreach (var news in _books.News(bot.Deployment)) news.IsTold |= bot.Knows(news);
        foreach (var closed in fresh.Where(news => news.Close is not null).Select(news => news.Instrument).Distinct().Where(name => _books.Position(bot.Deployment, name) == 0).ToArray()) EndExits(bot, closed);
    }

    // The venue tells the amount; at this price and rate the run's ledger gets to the same. Where the position is closed by now, the amount is told.
    void TellFunding(DeskBot bot, BookNews news, decimal held)
    {
        if (news.Amount == 0) return;
        var price = LastPrice(news.Instrument) is > 0 and var last ? last : 1m;
        var settled = new FundingSettlement(bot.Place(news.Instrument), news.Time / 1000 * 1000, price, held == 0 ? 0 : -news.Amount / (held * price), held == 0 ? news.Amount : 0);
        Call(bot, client => client.OnFunding(settled, news.Id));
    }

    void TellClose(DeskBot bot, BookNews news)
    {
        var (close, place) = (news.Close!, bot.Place(news.Instrument));
        var fill = new VenueFill { TradeId = close.Id, VenueOrderId = "", Instrument = news.Instrument, Side = close.Change > 0 ? Side.Buy : Side.Sell, Price = close.Price, Quantity = Math.Abs(close.Change), Fee = close.Fee, FeeAsset = _venue.Traits.QuoteAsset, Time = close.Time };
        var order = new DeskOrder(bot.Deployment, news.Instrument, new() { Id = 0, Instrument = place, Side = fill.Side, Type = OrderType.Market, Quantity = fill.Quantity, IsExit = true, Purpose = OrderPurpose.Liquidation });
        Say(bot, OrderEvent.Filled(FillOf(order, fill, bot.At(place)!) with { Instrument = place }), close.Id);
    }
}
