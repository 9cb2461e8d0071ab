using Argosy.Core.Orders;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Journal;

namespace Argosy.Hosting.Tests.Desks;

/// <summary>An order's way without the order leaves nothing behind.</summary>
public sealed class RehearsedOrderTests
{
    static readonly DeskOptions Limits = new() { MaxEntriesPerMinute = 3, MaxOrderNotional = 1_000m };

    [Fact]
    public void Rehearse_SignsAndLeavesNothing()
    {
        using var rig = new DeskRig(options: Limits);
        rig.Started();
        var before = Stored(rig);
        var wanted = rig.Bot.Want(Side.Buy, 0.1m);
        for (var i = 0; i < 2_500; i++)
        {
            // Closes come now and then; between them it begins anew.
            if (i % 50 == 0) rig.Run(200);
            rig.Do(desk => desk.Rehearse([DeskRig.Btc], [wanted, wanted with { Id = 9, IsExit = true }]));
        }

        Assert.Equal(2_500, rig.Venue.Rehearsed.Count);
        Assert.All(rig.Venue.Rehearsed, order => Assert.Equal((0, DeskRig.Btc.Name, 0.1m, false), (order.Id.Deployment, order.Wish.Instrument, order.Wish.Quantity, order.Wish.IsExit)));
        Assert.Empty(rig.Venue.Placed);
        Assert.Empty(rig.Desk.Gateway.All());
        Assert.Equal(new LimitUse(0, 0), rig.Desk.Used);
        Assert.Equal(before, Stored(rig));
        Assert.Empty(rig.Database.Rows);
        Assert.Empty(rig.Bot.Said);
        Assert.Empty(rig.Alerts);
        Assert.True(Directory.Exists(Path.Combine(rig.Folder, "account", "rehearsal")));
        rig.Do(desk => desk.Abandon());
        Assert.False(Directory.Exists(Path.Combine(rig.Folder, "account", "rehearsal")));
    }

    [Fact]
    public void Rehearse_GoesTheWholeWay_IntoAJournalOfItsOwn()
    {
        using var rig = new DeskRig(options: Limits);
        rig.Started();
        // What a process that died left behind.
        var left = Directory.CreateDirectory(Path.Combine(rig.Folder, "account", "rehearsal")).FullName;
        File.WriteAllText(Path.Combine(left, "orders-00000007.journal"), "torn");
        rig.Do(desk => desk.Rehearse([DeskRig.Btc], [rig.Bot.Want(Side.Buy, 0.1m)]));
        var records = new JournalScan();
        Assert.Null(records.Take(1, File.ReadAllBytes(Path.Combine(left, "orders-00000001.journal"))));
        Assert.Equal([typeof(EpochBegan), typeof(IntentRecorded), typeof(OutcomeRecorded)], records.Records.Select(record => record.GetType()));
        Assert.Single(rig.Venue.Rehearsed);
    }

    [Fact]
    public void Order_AfterRehearsals_IsTheOneWithoutThem()
    {
        using var plain = new DeskRig(options: Limits);
        using var rehearsed = new DeskRig(options: Limits);
        plain.Started();
        rehearsed.Started();
        var wanted = rehearsed.Bot.Want(Side.Buy, 0.1m);
        for (var i = 0; i < 20; i++) rehearsed.Do(desk => desk.Rehearse([DeskRig.Btc], [wanted]));
        plain.Wish(plain.Bot.Want(Side.Buy, 0.1m));
        rehearsed.Wish(wanted);
        plain.Run(50);
        rehearsed.Run(50);
        Assert.Equal(plain.Venue.Placed, rehearsed.Venue.Placed);
        Assert.Single(rehearsed.Venue.Placed);
        Assert.Equal(Stored(plain), Stored(rehearsed));
        Assert.Equal(plain.Desk.Used, rehearsed.Desk.Used);
    }

    [Fact]
    public void Rehearse_WhereTheJournalIsLost_DoesNothing()
    {
        using var rig = new DeskRig();
        rig.Do(desk => desk.Rehearse([DeskRig.Btc], [rig.Bot.Want(Side.Buy, 0.1m)]));
        Assert.Empty(rig.Venue.Rehearsed);
    }

    // Every byte of the account's folder but those of the rehearsal.
    static (string Name, string Content)[] Stored(DeskRig rig) =>
        [.. Directory.GetFiles(rig.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where(path => !path.EndsWith(".lock", StringComparison.Ordinal) && !path.Contains("/rehearsal/", StringComparison.Ordinal)).Select(path => (Path.GetFileName(path), Convert.ToHexString(File.ReadAllBytes(path))))];
}
