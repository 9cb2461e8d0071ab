using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Research.Backtests;
using Argosy.Research.Results;
using Argosy.Worker.Running;
using Argosy.Worker.Strategies;
using Argosy.Worker.Tests.Support;

namespace Argosy.Worker.Tests.Running;

/// <summary>A trade by command: entered once when told, protected, reduced and closed as commands say, the same again from its messages.</summary>
public sealed class ManagedTradeTests : ManagedTradeRun
{
    [Fact]
    public void Command_OfTheTrade_EntersAtOnceAndOnce()
    {
        Begin("buy a/usd 100 -sl 2 -tp @110");
        Tell(new CommandSaid(60_500, "buy A/USD 100 -sl 2% -tp @110"));
        var entry = Assert.Single(Answers.OfType<OrderWanted>());
        Assert.Equal((Side.Buy, OrderType.Market, 1m, false), (entry.Side, entry.Type, entry.Quantity, entry.IsExit));
        Tell(new CommandSaid(60_600, "buy A/USD 100 -sl 2% -tp @110"));
        Tell(new MarketMoved(120_000, [new(0, Bar(60_000, 100))], []));
        Assert.DoesNotContain(Answers, answer => answer is OrderWanted);
        Tell(Filled(entry, 120_001, 100));
        var exits = Answers.OfType<OrderWanted>().ToArray();
        Assert.Contains(exits, exit => exit is { IsExit: true, Trigger: 98m, Quantity: 1m });
        Assert.Contains(exits, exit => exit is { IsExit: true, Limit: 110m, Quantity: 1m });
    }

    [Fact]
    public void Commands_ReduceAndClose_OnlyWhatIsHeld()
    {
        Begin("buy a/usd 100 -sl 2");
        Tell(new CommandSaid(60_500, "buy A/USD 100 -sl 2%"));
        Tell(Filled(Answers.OfType<OrderWanted>().Single(), 60_501, 100));
        Tell(new CommandSaid(60_600, "reduce a 25%"));
        var reduced = Assert.Single(Answers.OfType<OrderWanted>());
        Assert.Equal((Side.Sell, OrderType.Market, 0.25m, true), (reduced.Side, reduced.Type, reduced.Quantity, reduced.IsExit));
        Tell(Filled(reduced, 60_601, 100));
        Tell(new CommandSaid(60_700, "close all"));
        var closing = Assert.Single(Answers.OfType<OrderWanted>());
        Assert.Equal((0.75m, true), (closing.Quantity, closing.ReduceOnly));
        // While it is on its way a second one asks for nothing more.
        Tell(new CommandSaid(60_750, "close all"));
        Assert.DoesNotContain(Answers, answer => answer is OrderWanted);
        Tell(Filled(closing, 60_751, 100));
        Assert.Equal([0m], Assert.IsType<StepDone>(Answers[^1]).Positions);
    }

    [Fact]
    public void Cancel_OfALimit_EndsItsEntry()
    {
        Begin("sell a/usd 120 -limit 120", allowShort: true);
        Tell(new CommandSaid(60_500, "sell A/USD 120 -limit 120"));
        var entry = Assert.Single(Answers.OfType<OrderWanted>());
        Assert.Equal((Side.Sell, OrderType.Limit, 120m, 1m), (entry.Side, entry.Type, entry.Limit, entry.Quantity));
        Tell(new CommandSaid(60_600, "cancel a"));
        Assert.Equal(entry.Id, Assert.Single(Answers.OfType<CancelWanted>()).Id);
    }

    [Fact]
    public void Messages_ToldAgain_LeadToTheSameAnswers()
    {
        Begin("buy a/usd 100 -tsl 3");
        Tell(new CommandSaid(60_500, "buy A/USD 100 -tsl 3%"));
        Tell(Filled(Answers.OfType<OrderWanted>().Single(), 60_501, 100));
        Tell(new MarketMoved(120_000, [new(0, Bar(60_000, 104))], []));
        Tell(new CommandSaid(120_500, "reduce a 50%"));
        var again = new RunWorker(_ => { });
        foreach (var message in Heard) again.Hear(message);
        Assert.Equal(Worker.StateHash, again.StateHash);
    }

    [Theory]
    [InlineData("status", "is not for a strategy that decides by itself")]
    [InlineData("buy A/USD 200", "is not for a strategy that decides by itself")]
    [InlineData("by a 1", "is no command")]
    public void Command_ForNoTrade_IsSaidAndChangesNothing(string text, string expected)
    {
        Begin("buy a/usd 100");
        Tell(new CommandSaid(60_500, text));
        Assert.Contains(expected, Assert.Single(Answers.OfType<BotLine>()).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Answers, answer => answer is OrderWanted);
    }
}
