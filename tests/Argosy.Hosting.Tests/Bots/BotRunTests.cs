using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Data.Links;
using Argosy.Hosting.Bots;

namespace Argosy.Hosting.Tests.Bots;

public sealed class BotRunTests
{
    const int Candles = 40;

    [Fact]
    public async Task Start_OnARecordedMarket_TellsEveryCandleOnceAndEnds()
    {
        await using var rig = new BotRig();
        var run = await rig.Finish(Candles);
        var told = rig.Logged().Select(message => message.Host).OfType<MarketMoved>().ToArray();
        Assert.Equal(BotState.Finished, run.Status.State);
        Assert.Equal(BotRig.Bars(Candles).OpenTimes, told.SelectMany(moved => moved.Closed).Select(closed => closed.Bar.OpenTime));
        Assert.Equal(Candles + 1, told.Length);
        Assert.IsType<RunBegins>(rig.Logged()[0].Host);
        Assert.IsType<RunEnds>(rig.Logged().Last(message => message.Host is not null).Host);
        Assert.All(rig.Logged().Select(message => message.Host).OfType<MarketMoved>().Skip(1).SkipLast(1), moved => Assert.Single(moved.Opened));
    }

    [Fact]
    public async Task Start_AfterACrashAtAnyByteOfTheLog_EndsInTheSameLog()
    {
        await using var whole = new BotRig();
        await whole.Finish(Candles);
        var expected = await File.ReadAllBytesAsync(whole.Log);
        var random = new Random(11);
        for (var cut = 0; cut < 60; cut++)
        {
            await using var rig = new BotRig();
            Directory.CreateDirectory(Path.GetDirectoryName(rig.Log)!);
            var length = cut == 0 ? expected.Length - EndOf(expected).Length : random.Next(0, expected.Length - EndOf(expected).Length);
            await File.WriteAllBytesAsync(rig.Log, expected[..length]);
            await rig.Finish(Candles);
            Assert.Equal(Lines(expected), Lines(await File.ReadAllBytesAsync(rig.Log)));
        }
    }

    [Fact]
    public async Task Status_SaysWhereAPaperPositionIsLiquidated_AndWhenTheNewestCandleClosed()
    {
        await using var rig = new BotRig();
        (rig.Faults.Position, rig.Faults.Liquidation) = (2m, 90.5m);
        var run = await rig.Finish(Candles);
        var held = Assert.Single(run.Status.Holdings);
        Assert.Equal((2m, 90.5m), (held.Quantity, held.Liquidation));
        Assert.Equal(BotRig.Bars(Candles).OpenTimes[^1] + 60_000, run.Status.NewestCandle);
    }

    [Fact]
    public async Task Start_OnALogThatSaysNothingOfLiquidations_GoesOnWithThem()
    {
        await using var before = new BotRig();
        before.Faults.Position = 2m;
        await before.Finish(Candles);
        var lines = await File.ReadAllLinesAsync(before.Log);
        await using var rig = new BotRig();
        Directory.CreateDirectory(Path.GetDirectoryName(rig.Log)!);
        await File.WriteAllLinesAsync(rig.Log, lines[..(lines.Length / 2)]);
        (rig.Faults.Position, rig.Faults.Liquidation) = (2m, 90.5m);
        var run = await rig.Finish(Candles);
        Assert.Equal((BotState.Finished, 90.5m), (run.Status.State, Assert.Single(run.Status.Holdings).Liquidation));
        var steps = rig.Logged().Select(message => message.Worker).OfType<StepDone>().ToArray();
        Assert.Null(steps[0].Liquidations);
        Assert.Equal([90.5m], steps[^1].Liquidations!);
    }

    [Fact]
    public async Task Worker_ThatDiesTwice_IsRebuiltAndAnswersTheSame()
    {
        await using var whole = new BotRig();
        await whole.Finish(Candles);
        await using var rig = new BotRig();
        rig.Faults.Deaths.UnionWith([9, 40]);
        var run = await rig.Finish(Candles);
        Assert.Equal(BotState.Finished, run.Status.State);
        Assert.Equal(Lines(await File.ReadAllBytesAsync(whole.Log)), Lines(await File.ReadAllBytesAsync(rig.Log)));
        Assert.Equal(2, rig.News.OfType<BotSpoke>().Count(news => news.Text.Contains("it was killed", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Worker_ThatDiesAThirdTimeWithinAnHour_DisablesItsBot()
    {
        await using var rig = new BotRig();
        rig.Faults.Deaths.UnionWith([9, 20, 40]);
        var run = await rig.Finish(Candles);
        Assert.Equal(BotState.Disabled, run.Status.State);
        Assert.True(run.Status.Reason.Contains("3 times within an hour", StringComparison.Ordinal), run.Status.Reason);
    }

    [Fact]
    public async Task Start_WhereTheWorkerAnswersOtherwise_DisablesTheBotAndSaysWhere()
    {
        await using var rig = new BotRig();
        await rig.Finish(Candles);
        Cut(rig, lines: 30);
        rig.Faults.Lies = true;
        var run = rig.Run(Candles);
        var started = await run.StartAsync(CancellationToken.None);
        await run.Ended;
        Assert.Contains("message 3 of the log", started.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(BotState.Disabled, run.Status.State);
    }

    [Fact]
    public async Task Start_OfARunThatCannotBegin_DisablesTheBotWithItsReason_AndAgainAfterARestart()
    {
        await using var rig = new BotRig();
        rig.Faults.Refuses = true;
        for (var starts = 0; starts < 2; starts++)
        {
            var run = rig.Run(Candles);
            var started = await run.StartAsync(CancellationToken.None);
            await run.Ended;
            Assert.Contains("there is no strategy toy", started.Error!.Message, StringComparison.Ordinal);
            Assert.Equal((BotState.Disabled, "the run cannot begin: there is no strategy toy"), (run.Status.State, run.Status.Reason));
        }
        Assert.DoesNotContain(rig.Logged(), message => message.Host is MarketMoved);
    }

    [Fact]
    public async Task WhatAStrategyDrawsAndKeeps_IsStoredOnce_AndTheLastOfItAgainAfterARestart()
    {
        await using var rig = new BotRig();
        rig.Faults.Draws = true;
        await rig.Finish(Candles);
        await rig.StoredAsync();
        Assert.Equal(BotRig.Bars(Candles).Close, rig.Rows.Points.Select(point => point.Value));
        Assert.All(rig.Rows.Points, point => Assert.Equal((1, "BTC/USDT", "below", "close"), (point.Deployment, point.Instrument, point.Panel, point.Name)));
        Assert.Equal($"{{\"candles\":{Candles - 1}}}", rig.Rows.Kept[""].State);
        Assert.Equal(Candles, rig.News.OfType<BotPlotted>().Count());
        Assert.Contains(rig.News.OfType<BotSpoke>(), line => line.Text.Contains("1 points of plots were left out", StringComparison.Ordinal));
        var known = rig.Rows.Points.ToArray();
        Cut(rig, lines: (await File.ReadAllLinesAsync(rig.Log)).Length - 2);
        rig.Rows.Points.Clear();
        rig.NewQueue();
        await rig.Finish(Candles);
        await rig.StoredAsync();
        Assert.Equal(known, rig.Rows.Points);
        Assert.Equal(Candles, rig.News.OfType<BotPlotted>().Count());
    }

    [Fact]
    public async Task HowRulesStand_IsKnownOfTheRun_AndInNoLog()
    {
        await using var unread = new BotRig();
        await unread.Finish(Candles);
        await using var rig = new BotRig();
        rig.Faults.Guards = true;
        // A worker that is rebuilt in the middle of it says it again.
        rig.Faults.Deaths.UnionWith([9, 40]);
        var run = await rig.Finish(Candles);
        Assert.Equal((10m, (decimal?)Candles, true), (run.Status.Rules[0].Threshold, run.Status.Rules[0].Current, run.Status.Rules[0].IsBlocking));
        Assert.Equal(Lines(await File.ReadAllBytesAsync(unread.Log)), Lines(await File.ReadAllBytesAsync(rig.Log)));
        // What it says first, and that it blocks: no other value is news of its own.
        Assert.Equal([false, true], rig.News.OfType<BotGuarded>().Select(news => news.Status.Rules[0].IsBlocking));
    }

    [Fact]
    public async Task HowRulesStand_IsKnownAfterARestartFromALogThatNeverHeldIt()
    {
        await using var rig = new BotRig();
        await rig.Finish(Candles);
        Cut(rig, lines: (await File.ReadAllLinesAsync(rig.Log)).Length - 2);
        rig.Faults.Guards = true;
        var run = await rig.Finish(Candles);
        Assert.Equal(BotState.Finished, run.Status.State);
        Assert.True(run.Status.Rules[0].IsBlocking);
    }

    [Fact]
    public async Task Start_OfAChangedBot_IsRefused()
    {
        await using var rig = new BotRig();
        await rig.Finish(Candles);
        Cut(rig, lines: 30);
        var started = await rig.Run(Candles, strategy: "{\"fast\":7}").StartAsync(CancellationToken.None);
        Assert.Contains("another strategy", started.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wishes_OfAStep_AreOneBatchAndWhatTheDeskSaysComesAfter()
    {
        await using var rig = new BotRig();
        var desk = new ToyDesk(rig.Lane);
        await rig.Finish(Candles, desk);
        Assert.Equal(Candles / 3, desk.Placed.Count);
        Assert.All(desk.Batches.Skip(1), batch => Assert.IsType<OrderChangeWanted>(batch[0]));
        Assert.Single(desk.Batches[0]);
        var accepted = rig.Logged().Select(message => message.Host).OfType<OrderSaid>().ToArray();
        Assert.Equal(desk.Placed, accepted.Select(said => said.Event.OrderId));
    }

    [Fact]
    public async Task Order_IsRecordedWhenItsCandleIsInTheLog_AndNobodyHearsOfItBefore()
    {
        await using var rig = new BotRig();
        var desk = new ToyDesk(rig.Lane);
        var recorded = 0;
        desk.Recording = client =>
        {
            var before = Logged(rig.Log).Count(line => line.StartsWith("{\"market\"", StringComparison.Ordinal));
            Assert.True(client.OnRecording());
            var lines = Logged(rig.Log);
            // The candle it follows from came to the log with this call, its answers come later.
            Assert.Equal(before + 1, lines.Count(line => line.StartsWith("{\"market\"", StringComparison.Ordinal)));
            Assert.StartsWith("{\"market\"", lines[^1], StringComparison.Ordinal);
            Assert.True(client.OnRecording());
            Assert.Equal(lines.Length, Logged(rig.Log).Length);
            Assert.Equal(recorded++, rig.News.OfType<BotOrdered>().Count());
        };
        await rig.Finish(Candles, desk);
        Assert.Equal(Candles / 3, recorded);
        Assert.Equal(recorded, rig.News.OfType<BotOrdered>().Count());
    }

    [Fact]
    public async Task Start_AfterACrashBeforeTheDeskHadAStep_PlacesItsExitAndDropsItsEntry()
    {
        await using var whole = new BotRig();
        await whole.Finish(Candles, new ToyDesk(whole.Lane));
        var lines = Lines(await File.ReadAllBytesAsync(whole.Log));
        // The second order is an exit, the third an entry; the crash comes when the wish was answered and the step's end was not logged.
        foreach (var (number, isExit) in new[] { (2, true), (3, false) })
        {
            await using var rig = new BotRig();
            Directory.CreateDirectory(Path.GetDirectoryName(rig.Log)!);
            var at = Array.FindIndex(lines, line => line.Contains("\"wanted\"", StringComparison.Ordinal) && line.Contains($"\"id\":{number},", StringComparison.Ordinal));
            await File.WriteAllTextAsync(rig.Log, string.Join('\n', lines[..(at + 1)]) + "\n");
            var desk = new ToyDesk(rig.Lane);
            for (var earlier = 1; earlier < number; earlier++) desk.Wish(0, []);
            await rig.Finish(Candles, desk);
            var known = Assert.Single(desk.Joined);
            Assert.Contains(number, known.Open.Select(open => open.Wanted.Id));
            Assert.Equal(isExit, desk.Placed.Contains(number));
            var said = rig.Logged().Select(message => message.Host).OfType<OrderSaid>().First(said => said.Event.OrderId == number);
            Assert.Equal(isExit ? OrderEventKind.Accepted : OrderEventKind.Rejected, said.Event.Kind);
        }
    }

    // The run's last step is left out: a log that has it is at its end.
    static string EndOf(byte[] log)
    {
        var lines = Lines(log);
        var end = Array.FindLastIndex(lines, line => line.StartsWith("{\"end\"", StringComparison.Ordinal));
        return string.Join('\n', lines[end..]) + "\n";
    }

    static string[] Lines(byte[] log) => System.Text.Encoding.UTF8.GetString(log).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    // While the run still writes it.
    static string[] Logged(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    static void Cut(BotRig rig, int lines) => File.WriteAllText(rig.Log, string.Join('\n', File.ReadAllLines(rig.Log).Take(lines)) + "\n");
}
