using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Argosy.Server.Auth;
using Argosy.Server.Live;
using Argosy.Server.Tests.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Argosy.Server.Tests.Live;

public sealed class HubTests : IAsyncLifetime
{
    Lab _lab = null!;

    ILiveTopics Topics => _lab.Rig.Server.Services.GetRequiredService<ILiveTopics>();

    public async Task InitializeAsync() => _lab = await Lab.StartAsync();

    public async Task DisposeAsync() => await _lab.DisposeAsync();

    [Fact]
    public async Task Subscribe_TellsTheStateThenNumberedChanges()
    {
        Topics.Snapshot("fleet", () => new { running = 3 });
        await using var hub = await Connect("dana");
        var begin = await hub.CallAsync("Subscribe", "fleet");
        Assert.Equal("fleet", begin.GetProperty("topic").GetString());
        Assert.Equal(3, begin.GetProperty("snapshot").GetProperty("running").GetInt32());
        var sequence = begin.GetProperty("seq").GetInt64();
        for (var i = 0; i < 3; i++)
        {
            Topics.Publish("fleet", "row", new { i, price = 1.5m });
            var change = await hub.ChangeAsync();
            Assert.Equal((++sequence, "row", i), (change.GetProperty("seq").GetInt64(), change.GetProperty("kind").GetString(), change.GetProperty("data").GetProperty("i").GetInt32()));
            Assert.Equal("1.5", change.GetProperty("data").GetProperty("price").GetString());
        }
        await hub.CallAsync("Unsubscribe", "fleet");
        Topics.Publish("fleet", "row", new { i = 9 });
        // Nobody watched in between: numbers begin anew.
        Assert.Equal(0, (await hub.CallAsync("Subscribe", "fleet")).GetProperty("seq").GetInt64());
    }

    [Fact]
    public async Task Changes_OfOneThing_AreCoalescedAndOfSeveralAreNot()
    {
        Topics.Snapshot("fleet", () => new { });
        await using var hub = await Connect("dana");
        await hub.CallAsync("Subscribe", "fleet");
        for (var i = 0; i < 2_000; i++) Topics.Publish("fleet", "row", new { i }, $"{i % 2}");
        Topics.Publish("fleet", "last", new { });
        var heard = new List<JsonElement>();
        do heard.Add(await hub.ChangeAsync());
        while (heard[^1].GetProperty("kind").GetString() != "last");
        Assert.Equal(Enumerable.Range(1, heard.Count).Select(i => (long)i), heard.Select(change => change.GetProperty("seq").GetInt64()));
        Assert.InRange(heard.Count, 3, 200);
        var rows = heard.Where(change => change.GetProperty("kind").GetString() == "row").Select(change => change.GetProperty("data").GetProperty("i").GetInt32()).ToHashSet();
        Assert.Contains(1_998, rows);
        Assert.Contains(1_999, rows);
    }

    [Fact]
    public async Task Lines_AllArriveInOrder()
    {
        Topics.Snapshot("logs:", request => ValueTask.FromResult<object?>(new { of = request.Number }));
        await using var hub = await Connect("dana");
        Assert.Equal(5, (await hub.CallAsync("Subscribe", "logs:5")).GetProperty("snapshot").GetProperty("of").GetInt64());
        for (var i = 0; i < 1_000; i++) Topics.Append("logs:5", "lines", new { i });
        var heard = new List<int>();
        while (heard.Count < 1_000) heard.AddRange((await hub.ChangeAsync()).GetProperty("data").EnumerateArray().Select(line => line.GetProperty("i").GetInt32()));
        Assert.Equal(Enumerable.Range(0, 1_000), heard);
    }

    [Fact]
    public async Task Job_IsWatchedToItsEnd()
    {
        await using var hub = await Connect("dana");
        Assert.Equal(0, (await hub.CallAsync("Subscribe", "jobs")).GetProperty("snapshot").GetArrayLength());
        var job = await _lab.QueueAsync("backtest", Lab.Cross());
        await hub.CallAsync("Subscribe", $"job:{job}");
        var done = await hub.ChangeAsync(change => change.GetProperty("topic").GetString() == $"job:{job}" && change.GetProperty("data").GetProperty("state").GetString() is "done" or "failed");
        Assert.Equal("done", done.GetProperty("data").GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Number, done.GetProperty("data").GetProperty("run").ValueKind);
    }

    [Fact]
    public async Task Topics_OfOthers_AreNotThere()
    {
        var job = await _lab.QueueAsync("backtest", Lab.Cross());
        await _lab.Rig.LoginAsync(Role.Developer, "eve");
        await _lab.Rig.LoginAsync(Role.Owner, "olga");
        await using var eve = await Connect("eve");
        await using var olga = await Connect("olga");
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => eve.CallAsync("Subscribe", $"job:{job}"));
        var missing = await Assert.ThrowsAsync<InvalidOperationException>(() => eve.CallAsync("Subscribe", "job:999"));
        Assert.Equal(missing.Message.Replace("999", $"{job}", StringComparison.Ordinal), refused.Message);
        await Assert.ThrowsAsync<InvalidOperationException>(() => eve.CallAsync("Subscribe", "jobs\u0001dana"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => eve.CallAsync("Subscribe", "nothing"));
        await eve.CallAsync("Subscribe", "jobs");
        Assert.Equal(1, (await olga.CallAsync("Subscribe", "jobs")).GetProperty("snapshot").GetArrayLength());
        await _lab.UntilAsync(job, "done");
        var second = await _lab.QueueAsync("backtest", Lab.Cross(5, 20));
        await olga.ChangeAsync(change => change.GetProperty("data").GetProperty("id").GetInt64() == second);
        Assert.Null(eve.TryChange());
    }

    [Fact]
    public async Task Strangers_AndForeignPages_GetNoHub()
    {
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => HubClient.ConnectAsync(_lab.Rig, ""));
        Assert.Contains("401", refused.Message, StringComparison.Ordinal);
        var cookies = await _lab.Rig.CookiesAsync("dana");
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await using var foreign = await HubClient.ConnectAsync(_lab.Rig, cookies, "http://elsewhere.example");
            await foreign.CallAsync("Subscribe", "jobs");
        });
        await using var own = await HubClient.ConnectAsync(_lab.Rig, cookies, _lab.Rig.Server.Address.ToString().TrimEnd('/'));
        await own.CallAsync("Subscribe", "jobs");
    }

    [Fact]
    public async Task SlowReader_HoldsNobodyAndIsToldTheState()
    {
        var state = 0;
        var padding = new string('x', 20_000);
        Topics.Snapshot("fleet", () => new { state = Volatile.Read(ref state) });
        await using var quick = await Connect("dana");
        await quick.CallAsync("Subscribe", "fleet");
        // A client that subscribes and then reads nothing more.
        using var slow = new ClientWebSocket();
        slow.Options.SetRequestHeader("Cookie", await _lab.Rig.CookiesAsync("dana"));
        slow.Options.SetBuffer(1_024, 1_024);
        await slow.ConnectAsync(new UriBuilder(_lab.Rig.Server.Address) { Scheme = "ws", Path = "/hub" }.Uri, CancellationToken.None);
        await slow.SendAsync("{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        await slow.SendAsync("{\"type\":1,\"invocationId\":\"1\",\"target\":\"Subscribe\",\"arguments\":[\"fleet\"]}\u001e"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        var topics = (LiveTopics)Topics;
        var began = DateTime.UtcNow;
        while (topics.Connections < 2)
        {
            Assert.True(DateTime.UtcNow - began < TimeSpan.FromSeconds(30));
            await Task.Delay(10);
        }

        // 60 MB for a reader that reads nothing: more than any buffer on the way takes.
        for (var round = 0; round < 30; round++)
        {
            for (var i = 0; i < 100; i++) Topics.Publish("fleet", "row", new { round, i, padding }, $"{i}");
            Volatile.Write(ref state, round);
            Topics.Publish("fleet", "end", new { round });
            await quick.ChangeAsync(change => change.GetProperty("kind").GetString() == "end" && change.GetProperty("data").GetProperty("round").GetInt32() == round);
            await slow.SendAsync("{\"type\":6}\u001e"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        }
        Volatile.Write(ref state, 99);
        // It reads again: what it missed is not sent late, the state is.
        var text = new System.Text.StringBuilder();
        var buffer = new byte[65_536];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!text.ToString().Contains("\"snapshot\",\"data\":{\"state\":99}", StringComparison.Ordinal))
        {
            var received = await slow.ReceiveAsync(buffer, patience.Token);
            var part = System.Text.Encoding.UTF8.GetString(buffer, 0, received.Count);
            if (text.Length > 1_000_000) text.Remove(0, 900_000);
            text.Append(part);
        }
    }

    [Theory]
    [InlineData("session")]
    [InlineData("disabled")]
    [InlineData("role")]
    public async Task EndedLogins_LoseTheirConnection(string how)
    {
        await using var hub = await Connect("dana");
        await hub.CallAsync("Subscribe", "jobs");
        var watch = _lab.Rig.Server.Services.GetRequiredService<LiveWatch>();
        await watch.LookAsync(CancellationToken.None);
        await hub.CallAsync("Subscribe", "jobs");
        if (how == "session") await _lab.Rig.Database.Users.RemoveSessions("dana", but: null);
        else await _lab.Rig.Database.Users.Change("dana", user => how == "role" ? user with { Role = "viewer" } : user with { IsDisabled = true });
        await watch.LookAsync(CancellationToken.None);
        await hub.EndedAsync();
    }

    async Task<HubClient> Connect(string user) => await HubClient.ConnectAsync(_lab.Rig, await _lab.Rig.CookiesAsync(user));
}
