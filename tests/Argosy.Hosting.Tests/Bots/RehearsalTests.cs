using Argosy.Core.Links;
using Argosy.Hosting.Bots;

namespace Argosy.Hosting.Tests.Bots;

/// <summary>A run that rehearses is the run that does not.</summary>
public sealed class RehearsalTests
{
    const int Candles = 40;

    [Fact]
    public async Task Run_ThatRehearses_LogsWishesAndStoresTheSame()
    {
        await using var plain = new BotRig();
        await using var rehearsed = new BotRig { Walks = 5 };
        var (first, second) = (new ToyDesk(plain.Lane), new ToyDesk(rehearsed.Lane));
        var (expected, run) = (await plain.Finish(Candles, first), await rehearsed.Finish(Candles, second));
        await plain.StoredAsync();
        await rehearsed.StoredAsync();

        Assert.Equal((BotState.Finished, expected.Status.StateHash, expected.Status.Orders), (run.Status.State, run.Status.StateHash, run.Status.Orders));
        Assert.Equal(await File.ReadAllBytesAsync(plain.Log), await File.ReadAllBytesAsync(rehearsed.Log));
        Assert.Equal(first.Placed, second.Placed);
        Assert.Equal(plain.Rows.Lines.Select(line => line.Message), rehearsed.Rows.Lines.Select(line => line.Message));
        Assert.Equal(News(plain), News(rehearsed));

        // All but the first candle, which nothing was seen before.
        Assert.Empty(first.Rehearsed);
        Assert.True(second.Rehearsed.Count >= (Candles - 1) * 5, $"{second.Rehearsed.Count} walks");
        Assert.Contains(second.Rehearsed, wanted => wanted.Why == "toy");
        Assert.Contains(second.Rehearsed, wanted => wanted.Why == "rehearsal");
        Assert.Equal([Path.GetFileName(rehearsed.Log)], Directory.GetFiles(Path.GetDirectoryName(rehearsed.Log)!).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Paper_HasNoOrderToRehearse()
    {
        await using var rig = new BotRig { Walks = 5 };
        await rig.Finish(Candles);
        Assert.Equal([Path.GetFileName(rig.Log)], Directory.GetFiles(Path.GetDirectoryName(rig.Log)!).Select(Path.GetFileName));
        Assert.Equal(Candles, rig.Logged().Select(message => message.Host).OfType<MarketMoved>().Sum(moved => moved.Closed.Count));
    }

    // That it runs is said by the one who started it, while its market begins.
    static IEnumerable<Type> News(BotRig rig) => rig.News.Where(news => news is not BotMoved).Select(news => news.GetType());
}
