using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;

namespace Argosy.Storage.Tests;

/// <summary>What every database must do with deployed bots and what they say.</summary>
public abstract partial class DatabaseContract
{
    [Fact]
    public async Task Bots_AVersionNeverChanges()
    {
        var bot = Bot("1.0");
        Assert.True(await Database.Bots.Add(bot));
        Assert.False(await Database.Bots.Add(bot with { Source = "other" }));
        Assert.True(await Database.Bots.Add(Bot("1.1")));
        Assert.Equal([bot, Bot("1.1")], await Database.Bots.List());
    }

    [Fact]
    public async Task Deployments_NumbersAreNeverGivenTwiceAndEpochsGrow()
    {
        await Database.Bots.Add(Bot("1.0"));
        var first = await Database.Bots.Deploy(Deployment());
        var second = await Database.Bots.Deploy(Deployment());
        Assert.Equal((1, 2, -1), (first.Id, second.Id, first.Epoch));
        const long now = 1_790_000_000_000;
        var epoch = await Database.Bots.NextEpoch(1, now);
        Assert.Equal(EpochRule.Next(-1, now), epoch);
        Assert.Equal(epoch + 1, await Database.Bots.NextEpoch(1, now - 1_000_000));
        Assert.Null(await Database.Bots.NextEpoch(99, now));
        Assert.True(await Database.Bots.SetState(1, "paused"));
        Assert.False(await Database.Bots.SetState(99, "paused"));
        Assert.Equal([first with { State = "paused", Epoch = epoch!.Value + 1 }, second], await Database.Bots.Deployments());
    }

    [Fact]
    public async Task NextEpoch_AskedForByMany_IsGivenOnceEach()
    {
        await Database.Bots.Add(Bot("1.0"));
        await Database.Bots.Deploy(Deployment());
        var epochs = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Database.Bots.NextEpoch(1, 1_790_000_000_000)));
        Assert.Equal(20, epochs.Distinct().Count());
    }

    [Fact]
    public async Task Alerts_AreNumberedAndAcknowledged()
    {
        var alert = new AlertRow { Time = 5, Severity = "warning", Code = "feed", Text = "late", Deployment = 3 };
        var (first, second) = (await Database.Reading.AddAlert(alert), await Database.Reading.AddAlert(alert with { Text = "later" }));
        Assert.Equal([second, first], (await Database.Reading.Alerts(long.MaxValue, 10, onlyOpen: false)).Select(row => row.Id));
        Assert.True(await Database.Reading.Acknowledge(first, "anna", 9));
        Assert.False(await Database.Reading.Acknowledge(99, "anna", 9));
        Assert.Equal([second], (await Database.Reading.Alerts(long.MaxValue, 10, onlyOpen: true)).Select(row => row.Id));
        Assert.Equal(alert with { Id = first, AcknowledgedBy = "anna", AcknowledgedAt = 9 }, (await Database.Reading.Alerts(second, 10, onlyOpen: false)).Single());
    }

    [Fact]
    public async Task Crashes_AreCountedUntilForgiven()
    {
        foreach (var (bot, time) in ((string, long)[])[("a", 5), ("b", 6), ("a", 7), ("a", 7)]) await Database.Bots.AddCrash(new CrashRow { Bot = bot, Time = time });
        Assert.Equal([6L, 7L], (await Database.Bots.Crashes(6)).Select(row => row.Time));
        await Database.Bots.ForgiveCrashes("a");
        Assert.Equal(["b"], (await Database.Bots.Crashes(0)).Select(row => row.Bot));
        await Database.Bots.SetStatus(new StatusRow { Deployment = 1, Time = 3, Status = "{}" });
        await Database.Bots.SetStatus(new StatusRow { Deployment = 1, Time = 4, Status = "{1}" });
        Assert.Equal([new StatusRow { Deployment = 1, Time = 4, Status = "{1}" }], await Database.Bots.Statuses());
    }

    [Fact]
    public async Task Output_PointsCountOnceStatesAreReplacedAndTheOldestGo()
    {
        PlotRow Point(int deployment, long time, double value, string name = "sma") => new() { Deployment = deployment, Instrument = "BTC/USDT", Panel = "", Name = name, Time = time, Value = value };
        await Database.Output.Plot([Point(1, 1, 0.5), Point(1, 2, 1.0 / 3), Point(2, 2, -7), Point(1, 2, 4, "ema")]);
        await Database.Output.Plot([Point(1, 2, 9, "ema"), Point(1, 3, double.MaxValue)]);
        Assert.Equal([(1L, 0.5), (2L, 9.0), (2L, 1.0 / 3), (3L, double.MaxValue)], (await Database.Output.Plots([1], 0, 10)).OrderBy(row => row.Time).ThenBy(row => row.Name, StringComparer.Ordinal).Select(row => (row.Time, row.Value)));
        Assert.Equal([2L, 3L], (await Database.Output.Plots([1, 2], 2, 2)).Select(row => row.Time));
        Assert.Empty(await Database.Output.Plots([], 0, 10));
        StrategyStateRow State(string instrument, string json) => new() { Deployment = 1, Instrument = instrument, Time = 5, State = json };
        await Database.Output.Keep([State("BTC/USDT", "{}"), State("", "[1]")]);
        await Database.Output.Keep([State("BTC/USDT", "{\"a\":1}")]);
        Assert.Equal([State("", "[1]"), State("BTC/USDT", "{\"a\":1}")], await Database.Output.States(1));
        Assert.Empty(await Database.Output.States(2));
        await Database.Logs.Append([.. Enumerable.Range(0, 5).Select(i => Log(1, $"line {i}"))]);
        // Of the time at which the second newest point stands both stay.
        Assert.Equal(1 + 3, await Database.Output.Prune(1, points: 2, lines: 2));
        Assert.Equal([2L, 2L, 3L], (await Database.Output.Plots([1], 0, 10)).Select(row => row.Time));
        Assert.Equal(["line 4", "line 3"], (await Database.Logs.Last(1, long.MaxValue, 10)).Select(line => line.Message));
        Assert.Equal(0, await Database.Output.Prune(2, points: 100, lines: 100));
        Assert.Single(await Database.Output.Plots([2], 0, 10));
    }

    [Fact]
    public async Task Logs_ArePagedFromTheEnd()
    {
        await Database.Logs.Append([.. Enumerable.Range(0, 25).Select(i => Log(i % 2, $"line {i}"))]);
        await Database.Logs.Append([Log(1, "last")]);
        var page = await Database.Logs.Last(1, long.MaxValue, 3);
        Assert.Equal(["last", "line 23", "line 21"], page.Select(l => l.Message));
        Assert.Equal(["line 19"], (await Database.Logs.Last(1, page[^1].Sequence, 1)).Select(l => l.Message));
    }

    [Fact]
    public async Task Commands_ARepeatedIdIsRefused()
    {
        var command = new CommandRow { Id = "w1", Source = "webhook", Text = "buy btc 80", State = "received", Time = 1 };
        Assert.True(await Database.Commands.TryAdd(command));
        Assert.False(await Database.Commands.TryAdd(command with { Text = "buy btc 90" }));
        Assert.True(await Database.Commands.TryAdd(command with { Source = "console" }));
        await Database.Commands.Finish("webhook", "w1", "done", "bought");
        Assert.Contains(command with { State = "done", Answer = "bought" }, await Database.Commands.Last(10));
        Assert.Equal(command with { State = "done", Answer = "bought" }, await Database.Commands.Find("webhook", "w1"));
        Assert.Null(await Database.Commands.Find("webhook", "never"));
        var taken = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Database.Commands.TryAdd(command with { Id = "w2" })));
        Assert.Single(taken, first => first);
    }
}
