using Argosy.Core.Values;
using Argosy.Hosting.Reconciling;

namespace Argosy.Hosting.Tests.Reconciling;

public sealed class BalanceCheckTests
{
    static readonly string[] Assets = ["BNB", "BTC", "USDT"];
    static readonly string[] Bots = ["alpha", "beta", "gamma"];

    [Fact]
    public void AnyMovementsToldAnyNumberOfTimes_LeaveNothingUnexplained()
    {
        for (ulong seed = 1; seed <= 200; seed++)
        {
            var (books, venue, flows) = Account(seed);
            foreach (var flow in flows) books.Take(flow);
            var check = BalanceCheck.Of(books, venue, isSettled: true);
            Assert.True(check.Verdict == AccountVerdict.Explained, $"seed {seed}: {check.Message}");
        }
    }

    [Fact]
    public void AMovementThatWasMissed_IsNamedExactly()
    {
        for (ulong seed = 1; seed <= 200; seed++)
        {
            var (books, venue, flows) = Account(seed);
            var missed = flows[(int)(seed % (ulong)flows.Count)];
            if (missed.Amount == 0) continue;
            foreach (var flow in flows.Where(f => f != missed)) books.Take(flow);
            var check = BalanceCheck.Of(books, venue, isSettled: true);
            Assert.Equal(AccountVerdict.Unexplained, check.Verdict);
            Assert.Equal((missed.Asset, missed.Amount), check.Lines.Where(l => l.Unexplained != 0).Select(l => (l.Asset, l.Unexplained)).Single());
            Assert.Contains($"{Exact.Text(missed.Amount)} {missed.Asset}", check.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void OrdersInDoubt_SayNothingYet()
    {
        var books = new AccountBooks();
        books.Open("USDT", 100m);
        Assert.Equal(AccountVerdict.Waiting, BalanceCheck.Of(books, new Dictionary<string, decimal> { ["USDT"] = 90m }, isSettled: false).Verdict);
    }

    [Fact]
    public void DepositsAndManualTrades_AreForeignAndLeaveTheBooksAlone()
    {
        var books = new AccountBooks();
        books.Open("USDT", 1_000m);
        books.Allocate("alpha", "USDT", 400m);
        books.Take(new VenueFlow("d1", FlowKind.Deposit, "USDT", 50m, 1));
        books.Take(new VenueFlow("m1", FlowKind.ManualTrade, "USDT", -100m, 2));
        books.Take(new VenueFlow("m1", FlowKind.ManualTrade, "BTC", 1m, 2));
        var lines = BalanceCheck.Of(books, new Dictionary<string, decimal> { ["USDT"] = 950m, ["BTC"] = 1m }, isSettled: true).Lines;
        Assert.Equal([new AssetLine("BTC", 1m, 0m, 1m), new AssetLine("USDT", 950m, 400m, 550m)], lines);
    }

    [Fact]
    public void Funding_IsSharedByPositionAndRoundingIsNotLost()
    {
        var books = new AccountBooks();
        books.Hold("alpha", "BTC/USDT", 1m);
        books.Hold("beta", "BTC/USDT", 2m);
        books.Take(new VenueFlow("f1", FlowKind.Funding, "USDT", -0.00000001m, 1, "BTC/USDT"));
        Assert.Equal(-0.00000001m, books.Own("alpha", "USDT") + books.Own("beta", "USDT"));
        books.Take(new VenueFlow("f2", FlowKind.Funding, "USDT", 9m, 2, "ETH/USDT"));
        Assert.Equal(9m, books.Foreign("USDT"));
    }

    [Fact]
    public void Allocate_MoreThanThereIs_IsRefused()
    {
        var books = new AccountBooks();
        books.Open("USDT", 10m);
        Assert.Throws<InvariantException>(() => books.Allocate("alpha", "USDT", 11m));
    }

    static (AccountBooks Books, Dictionary<string, decimal> Venue, List<VenueFlow> Flows) Account(ulong seed)
    {
        var random = new SeededGenerator(seed);
        var books = new AccountBooks();
        var venue = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var asset in Assets) books.Open(asset, venue[asset] = 1_000m);
        foreach (var bot in Bots) books.Allocate(bot, "USDT", random.NextIndex(300));
        foreach (var bot in Bots.Take(random.NextIndex(4))) books.Hold(bot, "BTC/USDT", 0.1m * (1 + random.NextIndex(9)));
        var flows = new List<VenueFlow>();
        var kinds = Enum.GetValues<FlowKind>();
        for (var i = 0; i < 60; i++)
        {
            var kind = kinds[random.NextIndex(kinds.Length)];
            var own = kind is FlowKind.OwnTrade or FlowKind.OwnFee;
            var flow = new VenueFlow($"f{i}", kind, Assets[random.NextIndex(3)], (random.NextIndex(2_000_001) - 1_000_000) / 100_000_000m, i, random.NextIndex(2) == 0 ? "BTC/USDT" : "", own ? Bots[random.NextIndex(3)] : "");
            venue[flow.Asset] += flow.Amount;
            flows.Add(flow);
            if (random.NextIndex(3) == 0) flows.Add(flow);
        }
        return (books, venue, flows);
    }
}
