using Argosy.Core.Orders;
using Argosy.Hosting.Desks;

namespace Argosy.Hosting.Tests.Desks;

/// <summary>What exits executed beyond what was held is closed exactly once, whoever else would close it.</summary>
public sealed class OverFillTests
{
    // Several bots may hold the instrument: reduce-only is not sent, so the venue does not prevent it.
    static readonly DeskOptions Shared = new() { Shared = new HashSet<string> { ScriptedVenue.Instrument } };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Spot_TheStopHadExecutedMoreThanWasKnown_TheDeskBuysItBackOnce(bool runAsksToo)
    {
        using var rig = new DeskRig(DeskRig.SpotReplacing).Started();
        rig.Long();
        if (runAsksToo) AskToo(rig);
        var wire = rig.Venue.Wire;
        rig.Venue.Wire = () => (0, 0);
        rig.Venue.Execute(rig.Venue.Working.Single().ClientId, 0.4m, 100m);
        rig.Venue.Wire = wire;
        rig.Wish(rig.Bot.Want(Side.Sell, 1m, exit: true));
        rig.Run(10_000);
        Assert.Single(rig.Alerts, a => a.Code == "over-fill");
        AssertClosedOnce(rig, sold: 1.4m);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Perpetual_TwoLegsFill_TheGatewayClosesTheExcessOnce(bool runAsksToo)
    {
        using var rig = new DeskRig(DeskRig.Futures, Shared).Started();
        var (entry, _) = rig.Long();
        rig.Wish(rig.Bot.Target(1m, 110m, entry.Id));
        rig.Run(50);
        if (runAsksToo) AskToo(rig);
        // The price touches the stop the host watches; before its close arrives the target is executed.
        rig.Do(desk => desk.Priced(ScriptedVenue.Instrument, 89m, rig.Clock.Now));
        rig.Venue.Execute(rig.Venue.Working.Single(o => o.Type == OrderType.Limit).ClientId, 1m, 110m);
        rig.Run(10_000);
        Assert.Single(rig.Alerts, a => a.Code == "over-fill");
        AssertClosedOnce(rig, sold: 2m);
    }

    [Fact]
    public void Perpetual_ACloseAndATargetBothFill_TheRunClosesWhatTheHostCannotSee()
    {
        using var rig = new DeskRig(DeskRig.Futures, Shared).Started();
        var (entry, _) = rig.Long();
        rig.Wish(rig.Bot.Target(1m, 110m, entry.Id));
        rig.Run(50);
        AskToo(rig);
        rig.Wish(rig.Bot.Want(Side.Sell, 1m, exit: true));
        rig.Venue.Execute(rig.Venue.Working.Single(o => o.Type == OrderType.Limit).ClientId, 1m, 110m);
        rig.Run(10_000);
        AssertClosedOnce(rig, sold: 2m);
    }

    // A run that closes at once what led it below zero.
    static void AskToo(DeskRig rig)
    {
        var asked = 0m;
        rig.Bot.OnSaid = _ =>
        {
            if (-rig.Bot.Position <= asked) return;
            var quantity = -rig.Bot.Position - asked;
            asked += quantity;
            rig.Wish(rig.Bot.Want(Side.Buy, quantity, exit: true));
        };
    }

    static void AssertClosedOnce(DeskRig rig, decimal sold)
    {
        Assert.Equal(sold, rig.Venue.Fills.Where(f => f.Side == Side.Sell).Sum(f => f.Quantity));
        Assert.Equal(sold, rig.Venue.Fills.Where(f => f.Side == Side.Buy).Sum(f => f.Quantity));
        Assert.Equal(2, rig.Venue.Placed.Count(o => o.Wish.Side == Side.Buy));
        Assert.Equal(0m, rig.Bot.Position);
        Assert.Empty(rig.Bot.Problems);
    }
}
