using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Desks;

/// <content>The kill switch of one account, and how long positions were without a stop.</content>
public sealed partial class AccountDesk
{
    readonly SortedDictionary<(int Deployment, string Instrument), long> _unprotected = [];
    readonly HashSet<(int Deployment, string Instrument)> _flattening = [], _givenUp = [];
    bool _isFlattening;
    int _firstSegment = 1;

    string HaltFile => Path.Combine(_parts.Folder, "halt");

    /// <summary>Blocks entries until a person lifts it, over restarts too; cancels our entries; closes our positions if asked. Stops and targets stay until their position is flat. On the lane.</summary>
    /// <param name="by">Who pulled it.</param>
    /// <param name="flatten">Whether positions are closed.</param>
    public void Kill(string by, bool flatten) => Enter(() =>
    {
        var reason = $"the kill switch was pulled by {by}";
        Block(KillSwitchOn, reason);
        Tell(AlertSeverity.Critical, "kill-switch", $"{reason}: entries are blocked and cancelled{(flatten ? ", positions are closed" : "")}");
        WriteHalt(reason);
        foreach (var bot in _bots.Values) CancelEntries(bot);
        _isFlattening |= flatten;
        _givenUp.Clear();
        if (flatten) Flatten();
    });

    /// <summary>A person allows entries again: after the kill switch, or a halt of the gateway. On the lane.</summary>
    /// <param name="by">Who lifts it.</param>
    public void Lift(string by) => Enter(() =>
    {
        try
        {
            File.Delete(HaltFile);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            Tell(AlertSeverity.Critical, "kill-switch", $"the kill switch cannot be lifted for good: {failed.Message}");
            return;
        }
        _gateway.Lift();
        _isFlattening = false;
        _flattening.Clear();
        Block(KillSwitchOn, "");
        Tell(AlertSeverity.Warning, "kill-switch", $"entries are allowed again by {by}");
    });

    /// <summary>Limits of the account from now on; its times stay as they were. On the lane.</summary>
    public void Limit(DeskOptions limits) => Enter(() => _gate.Options = limits);

    /// <summary>Limits of the account.</summary>
    public DeskOptions Limits => _gate.Options;

    /// <summary>What is used of the limits that count entries. On the lane.</summary>
    public LimitUse Used => _gate.UsedAt(Now);

    /// <summary>What is left of our entries and positions. On the lane.</summary>
    public KillReport Left => Report();

    /// <summary>What is left of entries and, where they are being closed, of positions. On the lane.</summary>
    internal KillReport Report() => new(
        Account,
        _gateway.Open.Count(order => !order.Request.Wish.IsExit),
        [.. _books.Books.Positions.Where(p => Lots(p.Instrument, Math.Abs(p.Quantity)) > 0).Select(p => $"{Exact.Text(p.Quantity)} {p.Instrument}")]);

    void Flatten()
    {
        foreach (var held in _books.Books.Positions)
        {
            if (!int.TryParse(held.Book, out var deployment) || Lots(held.Instrument, ToClose(deployment, held.Instrument, held.Quantity)) is not (> 0 and var quantity)) continue;
            var bot = BotOf(deployment);
            if (_givenUp.Contains((deployment, held.Instrument)) || bot.Open.Any(o => o.Number == 0 && o.Instrument == held.Instrument)) continue;
            _flattening.Add((deployment, held.Instrument));
            if (_journal is not null) Begin(deployment);
            bot.Add(new DeskOrder(deployment, held.Instrument, new OrderWanted { Id = 0, Instrument = -1, Side = held.Quantity > 0 ? Side.Sell : Side.Buy, Type = OrderType.Market, Quantity = quantity, IsExit = true, ReduceOnly = true, Why = "kill-switch" }));
            _dirty.Add((deployment, held.Instrument));
        }
    }

    // Dust that the run has written off stays where it is: sold, it would be a short position of the run.
    decimal ToClose(int deployment, string instrument, decimal held) =>
        _bots.GetValueOrDefault(deployment)?.Client?.Holds(instrument) is { } known && Math.Sign(known) != -Math.Sign(held) ? Math.Min(Math.Abs(held), Math.Abs(known)) : Math.Abs(held);

    decimal Lots(string instrument, decimal quantity) => _parts.Listings.TryGetValue(instrument, out var listing) ? listing.Instrument.FloorToLot(quantity) : quantity;

    void LookAfter(int deployment, string instrument)
    {
        if (!_bots.TryGetValue(deployment, out var bot)) return;
        // An entry whose cancellation came too late fills after its position was closed.
        if (_isFlattening) Flatten();
        if (_flattening.Contains((deployment, instrument)) && Lots(instrument, ToClose(deployment, instrument, _books.Position(deployment, instrument))) == 0) EndExits(bot, instrument);
        if (!_venue.Traits.IsDerivative) CheckOversold(bot, instrument);
        Protect(bot, instrument);
    }

    // On spot a book cannot hold less than nothing: an exit took the place of one that had executed more than was known.
    void CheckOversold(DeskBot bot, string instrument)
    {
        var pending = bot.Open.Where(o => o.Number == 0 && o.Instrument == instrument && o.Wanted.Side == Side.Buy).Sum(o => o.Remaining);
        var excess = Lots(instrument, Math.Max(0, -_books.Position(bot.Deployment, instrument) - pending));
        if (excess <= 0) return;
        Tell(AlertSeverity.Critical, "over-fill", $"{Exact.Text(excess)} {instrument} more than deployment {bot.Deployment} held were sold; they are bought back", bot.Deployment);
        bot.Add(new DeskOrder(bot.Deployment, instrument, new OrderWanted { Id = 0, Instrument = -1, Side = Side.Buy, Type = OrderType.Market, Quantity = excess, IsExit = true, Why = "over-fill" }));
        _dirty.Add((bot.Deployment, instrument));
    }

    // Flat: what protected the position goes, whether its bot still runs or not.
    void EndExits(DeskBot bot, string instrument)
    {
        _flattening.Remove((bot.Deployment, instrument));
        foreach (var order in bot.Open.Where(o => o.IsExit && o.Instrument == instrument && !o.IsCancelled).ToArray())
        {
            (order.IsCancelled, order.CancelReason) = (true, OrderReason.PositionClosed);
            Touch(order);
        }
    }

    // Every time without a stop at the venue, where one is wanted, is logged with its length.
    void Protect(DeskBot bot, string instrument)
    {
        var stops = bot.Open.Where(o => o.IsStop && o.Instrument == instrument).ToArray();
        var isBare = stops.Length > 0 && _books.Position(bot.Deployment, instrument) != 0 && !stops.Any(o => o.Live.Any(IsStanding));
        var key = (bot.Deployment, instrument);
        if (isBare)
        {
            _unprotected.TryAdd(key, Now);
        }
        else if (_unprotected.Remove(key, out var since))
        {
            _rows.Put(new LogRow { Deployment = bot.Deployment, Time = Now, Level = "info", Message = $"the position in {instrument} was without a stop at the venue for {(Now - since) / 1000.0:0.000} s; the host watched the price" });
        }
    }

    static bool IsStanding(GatewayOrder order) => order.Phase == OrderPhase.Working && order.Request.Wish.Trigger > 0;

    void WriteHalt(string reason)
    {
        try
        {
            File.WriteAllText(HaltFile, reason);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            Tell(AlertSeverity.Critical, "kill-switch", $"the kill switch holds until this process ends, but could not be written: {failed.Message}");
        }
    }

    string ReadHalt()
    {
        try
        {
            return File.Exists(HaltFile) ? File.ReadAllText(HaltFile) : "";
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return $"the kill switch's file cannot be read: {failed.Message}";
        }
    }
}
