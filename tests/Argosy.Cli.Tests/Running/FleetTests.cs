using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Core.Values;
using Argosy.Data.Links;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Commands;
using Argosy.Hosting.Deploying;

namespace Argosy.Cli.Tests.Running;

public sealed class FleetTests : IAsyncLifetime
{
    FleetRig _rig = null!;

    public async Task InitializeAsync() => _rig = await FleetRig.StartAsync();

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Deployments_OfDifferentStates_GoOnAfterARestartAsTheyWere()
    {
        var (runs, paused, stopped) = (await _rig.RunAsync(FleetRig.Spec("runs")), await _rig.RunAsync(FleetRig.Spec("paused") with { Instruments = ["ETH/USDT", "BTC/USDT"] }), await _rig.RunAsync(FleetRig.Spec("stopped")));
        await _rig.UntilAsync(runs, view => view.Status is { Fills: > 1 });
        var last = await _rig.UntilAsync(paused, view => view.Status is { Orders: > 0 });
        Assert.True((await _rig.Deployments.PauseAsync(paused, "test", CancellationToken.None)).Ok);
        Assert.True((await _rig.Deployments.StopAsync(stopped, PositionsAtStop.Leave, "test", CancellationToken.None)).Ok);
        var before = _rig.Find(runs).Status!;
        await _rig.EndAsync();
        await _rig.BeginAsync();
        Assert.Equal(["runs", "paused", "stopped"], _rig.Deployments.All.Select(view => view.Spec.Name));
        Assert.Equal(DeploymentState.Stopped, _rig.Find(stopped).State);
        Assert.NotNull(_rig.Find(stopped).Status);
        var after = await _rig.UntilAsync(runs, view => view.State == DeploymentState.Running && view.Status!.Fills > before.Fills);
        Assert.Equal("", after.Status!.Blocked);
        var rests = await _rig.UntilAsync(paused, view => view.State == DeploymentState.Paused && view.Status!.Time > last.Status!.Time);
        Assert.Contains("paused by hand", rests.Status!.Blocked, StringComparison.Ordinal);
        Assert.True((await _rig.Deployments.ResumeAsync(paused, "test", CancellationToken.None)).Ok);
        var resumed = await _rig.UntilAsync(paused, view => view.State == DeploymentState.Running && view.Status!.Orders > rests.Status.Orders);
        Assert.Equal("", resumed.Status!.Blocked);
    }

    [Fact]
    public async Task Deployment_ThatIsFilledOnTrades_IsFilledAtThem_AndGoesOnAfterARestart()
    {
        var id = await _rig.RunAsync(FleetRig.Spec("on-trades") with { Fills = "trades", LatencyMs = 20 });
        var before = await _rig.UntilAsync(id, view => view.Status is { Fills: > 3 });
        await _rig.EndAsync();
        var messages = RunLogLines.Read(_rig.LogOf(id)).Value.Messages;
        var trades = messages.Select(message => message.Host).OfType<TradesSaid>().SelectMany(said => said.Trades).Select(trade => (trade.Time, trade.Price)).ToHashSet();
        var fills = messages.Select(message => message.Worker).OfType<PaperTold>().Where(told => told.Event is { Kind: OrderEventKind.Filled }).Select(told => told.Event!.Value.Fill).ToArray();
        Assert.True(fills.Length >= 4, $"{fills.Length} fills");
        Assert.All(fills, fill => Assert.Contains((fill.Time, fill.Price), trades));
        await _rig.BeginAsync();
        await _rig.UntilAsync(id, view => view.State == DeploymentState.Running && view.Status!.Fills > before.Status!.Fills);
    }

    [Theory]
    [InlineData("quotes", null, false, "fills: 'quotes' is none")]
    [InlineData("candles", 5, false, "expected fills: trades beside it")]
    [InlineData(null, 5, false, "latencyMs: milliseconds inside candles")]
    [InlineData("trades", -1, false, "latencyMs: -1 is out of range")]
    [InlineData("trades", null, true, "one instrument; 2 were given")]
    public async Task Deployment_ThatCannotBeFilledSo_IsRefused(string? fills, int? latency, bool several, string reason)
    {
        var spec = FleetRig.Spec("unfit") with { Fills = fills, LatencyMs = latency };
        var made = await _rig.Deployments.CreateAsync(several ? spec with { Instruments = ["BTC/USDT", "ETH/USDT"] } : spec, "test", CancellationToken.None);
        Assert.Contains(reason, made.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(_rig.Deployments.All);
    }

    [Fact]
    public async Task Stop_WithClose_EndsFlat()
    {
        var id = await _rig.RunAsync(FleetRig.Spec("closes") with { Strategy = "buy-and-hold", Parameters = new Dictionary<string, string>() });
        await _rig.UntilAsync(id, view => view.Status!.Positions[0] > 0);
        Assert.Equal(ErrorKind.Refused, (await _rig.Deployments.DeleteAsync(id, "test")).Error!.Kind);
        Assert.Contains("flat", (await _rig.Deployments.UpdateAsync(id, spec => spec with { Cash = 5_000m }, "test", CancellationToken.None)).Error!.Message, StringComparison.Ordinal);
        Assert.True((await _rig.Deployments.StopAsync(id, PositionsAtStop.Close, "test", CancellationToken.None)).Ok);
        var ended = await _rig.UntilAsync(id, view => view.State == DeploymentState.Stopped);
        Assert.Equal(0m, ended.Status!.Positions[0]);
        // A thin second takes a part of the sale: the rest follows.
        Assert.InRange(ended.Status.Fills, 2, 60);
        var updated = await _rig.Deployments.UpdateAsync(id, spec => spec with { Cash = 5_000m }, "test", CancellationToken.None);
        Assert.True(updated.Ok, updated.Error?.Message);
        Assert.Equal([id], updated.Value.Replaced);
        Assert.Null(_rig.Deployments.All.FirstOrDefault(view => view.Id == id));
        Assert.True((await _rig.Deployments.DeleteAsync(updated.Value.Id, "test")).Ok);
        Assert.Empty(_rig.Deployments.All);
    }

    [Fact]
    public async Task Trade_OfACommand_OpensWhatItNamesAndGoesOnAfterARestart()
    {
        await _rig.EndAsync();
        _rig.OpenVenues = [];
        await _rig.BeginAsync();
        var answer = await _rig.Fleet.Service.GiveAsync(new CommandRequest("web", "test", "first", "buy btc 100 -a nowhere"));
        Assert.Equal(CommandOutcome.Refused, answer.Outcome);
        Assert.Contains("nowhere", answer.Text, StringComparison.Ordinal);
        answer = await _rig.Fleet.Service.GiveAsync(new CommandRequest("web", "test", "second", "buy btc 100 -a paper-virtual"));
        Assert.True(answer.Outcome == CommandOutcome.Done, answer.Text);
        await _rig.EndAsync();
        await _rig.BeginAsync();
        Assert.Empty(_rig.Alerts);
        Assert.Contains("BTC", (await _rig.Fleet.Service.GiveAsync(new CommandRequest("web", "test", "third", "trades"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flatten_OfAPausedBot_ClosesItAndLeavesItRunning()
    {
        var id = await _rig.RunAsync(FleetRig.Spec("flat") with { Strategy = "buy-and-hold", Parameters = new Dictionary<string, string>() });
        await _rig.UntilAsync(id, view => view.Status!.Positions[0] > 0);
        Assert.True((await _rig.Deployments.PauseAsync(id, "test", CancellationToken.None)).Ok);
        Assert.Equal(ErrorKind.BadInput, (await _rig.Deployments.FlattenAsync(id, "SOL/USDT", "test", CancellationToken.None)).Error!.Kind);
        Assert.True((await _rig.Deployments.FlattenAsync(id, "BTC/USDT", "test", CancellationToken.None)).Ok);
        var flat = await _rig.UntilAsync(id, view => view.Status!.Positions[0] == 0);
        Assert.Equal(DeploymentState.Paused, flat.State);
    }

    [Fact]
    public async Task Halt_OfOneAccount_OutlivesARestartAndLeavesOthersAlone()
    {
        var (one, other) = (await _rig.RunAsync(FleetRig.Spec("one") with { Account = "first" }), await _rig.RunAsync(FleetRig.Spec("other") with { Account = "second" }));
        await _rig.Fleet.Control.HaltAsync("test", flatten: false, "first");
        await _rig.EndAsync();
        await _rig.BeginAsync();
        var halted = await _rig.UntilAsync(one, view => view.State == DeploymentState.Running);
        Assert.Contains("kill switch", halted.Status!.Blocked, StringComparison.Ordinal);
        await _rig.UntilAsync(other, view => view.State == DeploymentState.Running && view.Status!.Orders > 0 && view.Status.Blocked.Length == 0);
        await _rig.Fleet.Control.LiftAsync("test", "first");
        await _rig.UntilAsync(one, view => view.Status!.Blocked.Length == 0);
    }

    [Fact]
    public async Task Schedule_FiredByHand_RunsUntilItHasDecidedAndIsFlat()
    {
        var id = await _rig.RunAsync(FleetRig.Spec("fired") with { Schedule = "0 3 1 1 *", Strategy = "ma-cross", Parameters = new Dictionary<string, string>() });
        Assert.Equal(DeploymentState.Waiting, _rig.Find(id).State);
        Assert.NotNull(_rig.Find(id).NextFire);
        var fired = await _rig.Fleet.Service.GiveAsync(new CommandRequest("web", "test", "first", "run fired"));
        Assert.True(fired.Outcome == CommandOutcome.Done, fired.Text);
        var rested = await _rig.UntilAsync(id, view => view.State == DeploymentState.Waiting && view.Status is { Time: > 0 });
        Assert.Equal(BotState.Suspended, rested.Status!.State);

        await _rig.RunAsync(FleetRig.Spec("kept"));
        Assert.Contains("run now is for scheduled deployments", (await _rig.Fleet.Service.GiveAsync(new CommandRequest("web", "test", "second", "run kept"))).Text, StringComparison.Ordinal);
        Assert.Contains("there is no deployment fird, did you mean 'fired'", (await _rig.Fleet.Service.GiveAsync(new CommandRequest("web", "test", "third", "run fird"))).Text, StringComparison.Ordinal);
        await _rig.Deployments.StopAsync(id, PositionsAtStop.Leave, "test", CancellationToken.None);
        Assert.Contains("start it first", (await _rig.Fleet.Service.GiveAsync(new CommandRequest("web", "test", "fourth", "run fired"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BotWithAWorkerOfItsOwn_SleepsBetweenItsCandles_AndACommandWakesIt()
    {
        const string Text = "public sealed class Holder : IStrategy { public void OnBar(in Bar bar, StrategyContext context) => context.Target(Direction.Long); }";
        // A candle of a day does not end while this runs, but for its last minutes: then one of a month does not.
        var timeframe = DateTime.UtcNow.TimeOfDay < TimeSpan.FromHours(23.7) ? "1d" : "1M";
        var spec = FleetRig.Spec("sleeper") with { Strategy = "holder.cs", Parameters = new Dictionary<string, string>(), Sources = new Dictionary<string, string> { ["holder.cs"] = Text }, Timeframe = timeframe, WarmUp = 3 };
        var id = await _rig.RunAsync(spec);
        var asleep = await _rig.UntilAsync(id, view => view.Status is { SleepsUntil: not null });
        Assert.Equal(DeploymentState.Running, asleep.State);
        Assert.True((await _rig.Deployments.FlattenAsync(id, null, "test", CancellationToken.None)).Ok);
        Assert.Contains("flatten", await ReadAsync(_rig.Deployments.LogOf(id)), StringComparison.Ordinal);
        await _rig.UntilAsync(id, view => view.Status is { SleepsUntil: not null });
        await _rig.EndAsync();
        await _rig.BeginAsync();
        await _rig.UntilAsync(id, view => view is { State: DeploymentState.Running, Status.SleepsUntil: not null });
        Assert.True((await _rig.Deployments.StopAsync(id, PositionsAtStop.Leave, "test", CancellationToken.None)).Ok);
        Assert.DoesNotContain(_rig.Alerts, alert => alert.Severity == Argosy.Hosting.Ports.AlertSeverity.Critical);
    }

    [Fact]
    public async Task Update_TakesOverWhatTheStrategyKept_AndOneThatCannotBeginChangesNothing()
    {
        const string Counts = "public sealed class Counter : IStrategy { public void OnBar(in Bar bar, StrategyContext context) => context.State.Set(\"bars\", context.State.Get(\"bars\", 0) + 1); }";
        var spec = FleetRig.Spec("counter") with { Strategy = "counter.cs", Parameters = new Dictionary<string, string>(), Sources = new Dictionary<string, string> { ["counter.cs"] = Counts } };
        var id = await _rig.RunAsync(spec);
        await _rig.UntilAsync(id, view => view.Status is { Time: > 0, StateHash: > 0 } status && status.Time > view.CreatedAt + 3_000);
        var broken = await _rig.Deployments.UpdateAsync(id, one => one with { Parameters = new Dictionary<string, string> { ["none"] = "1" } }, "test", CancellationToken.None);
        Assert.Contains("counter was not updated", broken.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(DeploymentState.Running, _rig.Find(id).State);
        var updated = await _rig.Deployments.UpdateAsync(id, one => one with { Cash = 5_000m }, "test", CancellationToken.None);
        Assert.True(updated.Ok, updated.Error?.Message);
        var log = (await ReadAsync(_rig.Deployments.LogOf(updated.Value.Id))).Split('\n')[0];
        var kept = System.Text.Json.JsonDocument.Parse(log).RootElement.GetProperty("run");
        // The same code goes on with its own: there is nothing to migrate.
        Assert.False(kept.TryGetProperty("stateVersion", out var version) && version.ValueKind != System.Text.Json.JsonValueKind.Null);
        // Some candles to warm up on and those of at least three seconds.
        Assert.InRange(System.Text.Json.JsonDocument.Parse(kept.GetProperty("state").GetString()!).RootElement.GetProperty("BTC/USDT").GetProperty("bars").GetInt32(), 3, 10_000);
    }

    [Fact]
    public async Task BotWhoseTextIsNone_IsNotMade()
    {
        var spec = FleetRig.Spec("broken") with { Strategy = "broken.cs", Parameters = new Dictionary<string, string>(), Sources = new Dictionary<string, string> { ["broken.cs"] = "class {" } };
        var made = await _rig.Deployments.CreateAsync(spec, "test", CancellationToken.None);
        Assert.Contains("broken.cs(1,", made.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(_rig.Deployments.All);
    }

    static async Task<string> ReadAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    [Theory]
    [InlineData("name", "a b")]
    [InlineData("strategy", "no-such")]
    [InlineData("instruments", "DOGE/USDT")]
    [InlineData("timeframe", "7x")]
    [InlineData("venue", "nasdaq")]
    [InlineData("size", "half")]
    [InlineData("schedule", "at noon")]
    public async Task Create_OfNonsense_NamesTheField(string field, string text)
    {
        var spec = FleetRig.Spec("fine");
        spec = field switch
        {
            "name" => spec with { Name = text },
            "strategy" => spec with { Strategy = text },
            "instruments" => spec with { Instruments = [text] },
            "timeframe" => spec with { Timeframe = text },
            "venue" => spec with { Venue = text },
            "size" => spec with { Size = text },
            _ => spec with { Schedule = text },
        };
        var made = await _rig.Deployments.CreateAsync(spec, "test", CancellationToken.None);
        Assert.StartsWith(field + ":", made.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(_rig.Deployments.All);
    }
}
