using Argosy.Core.Links;
using Argosy.Core.Orders;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Tests.Desks;

/// <summary>What the account's gate says is used of its limits.</summary>
public sealed class LimitUseTests
{
    const long Day = 86_400_000, Noon = (20_000 * Day) + (Day / 2);

    readonly AccountGate _gate = new(new DeskOptions { MaxOrderNotional = 50m, MaxEntriesPerMinute = 2 }, new Dictionary<string, Listing> { [DeskRig.Btc.Name] = new Listing("BTCUSDT", DeskRig.Btc) { IsOpen = true } });

    [Fact]
    public void Entries_AreCountedForAMinute_AndTheLargestOfTheDayIsKept()
    {
        Assert.Equal(new LimitUse(0, 0), _gate.UsedAt(Noon));
        Assert.True(Passes(0.1m, Noon));
        Assert.True(Passes(0.4m, Noon + 30_000));
        Assert.Equal(new LimitUse(2, 40), _gate.UsedAt(Noon + 30_000));
        Assert.Equal(new LimitUse(2, 40), _gate.UsedAt(Noon + 59_999));
        Assert.Equal(new LimitUse(1, 40), _gate.UsedAt(Noon + 60_000));
        Assert.True(Passes(0.2m, Noon + 60_000));
        Assert.Equal(new LimitUse(2, 40), _gate.UsedAt(Noon + 60_000));
        Assert.Equal(new LimitUse(0, 40), _gate.UsedAt(Noon + (Day / 2) - 1));
        Assert.Equal(new LimitUse(0, 0), _gate.UsedAt(Noon + (Day / 2)));
        Assert.True(Passes(0.3m, Noon + Day));
        Assert.Equal(new LimitUse(1, 30), _gate.UsedAt(Noon + Day));
    }

    [Fact]
    public void Entries_ThatAreRefused_UseNothing()
    {
        Assert.False(Passes(0.6m, Noon));
        Assert.Equal(new LimitUse(0, 0), _gate.UsedAt(Noon));
        Assert.True(Passes(0.1m, Noon) && Passes(0.1m, Noon));
        // The third within a minute is refused, larger though it is.
        Assert.False(Passes(0.5m, Noon));
        Assert.Equal(new LimitUse(2, 10), _gate.UsedAt(Noon));
    }

    [Fact]
    public void Desk_SaysWhatItsAccountUsed()
    {
        using var rig = new DeskRig(options: new DeskOptions { MaxOrderNotional = 50m, MaxEntriesPerMinute = 2 });
        rig.Started();
        rig.Wish(rig.Bot.Want(Side.Buy, 0.6m), rig.Bot.Want(Side.Buy, 0.4m));
        rig.Run(50);
        // An exit is no entry.
        rig.Wish(rig.Bot.Want(Side.Sell, 0.4m, exit: true));
        rig.Run(50);
        Assert.Equal(new LimitUse(1, 0.4m * rig.Venue.Price), rig.Desk.Used);
    }

    // An entry at the market, at a last price of 100.
    bool Passes(decimal quantity, long now)
    {
        var order = new DeskOrder(5, DeskRig.Btc.Name, new OrderWanted { Id = 1, Instrument = 0, Side = Side.Buy, Type = OrderType.Market, Quantity = quantity });
        return _gate.Refusal(order, Wishes.Shape(order, quantity), new GateView(now, 100, 0, [])) is null;
    }
}
