using Argosy.Core.Commands;
using Argosy.Hosting.Commands;
using Argosy.Hosting.Ports;
using Argosy.Storage.Sqlite;

namespace Argosy.EndToEnd.Tests.Commanding;

/// <summary>Commands are carried out once, whoever sends them how often, over a real database.</summary>
public sealed class CommandServiceTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("argosy-commands-").FullName;
    readonly List<Command> _done = [];
    Task _hold = Task.CompletedTask;
    Action _begin = () => { };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Give_TheSameIdAgain_IsAnsweredAndNotCarriedOut()
    {
        await using var database = await OpenAsync();
        var service = Service(database);
        var first = await service.GiveAsync(Buy("17"));
        var again = await service.GiveAsync(Buy("17"));
        Assert.Equal((CommandOutcome.Done, "done 1", false), (first.Outcome, first.Text, first.IsRepeated));
        Assert.Equal((CommandOutcome.Done, "done 1", true), (again.Outcome, again.Text, again.IsRepeated));
        var afterRestart = await Service(database).GiveAsync(Buy("17"));
        Assert.Equal(("done 1", true), (afterRestart.Text, afterRestart.IsRepeated));
        Assert.Single(_done);
        Assert.Equal("done 2", (await service.GiveAsync(Buy("18"))).Text);
        var other = await service.GiveAsync(Buy("17") with { Text = "buy btc 90" });
        Assert.Equal(CommandOutcome.Refused, other.Outcome);
        Assert.Equal(2, _done.Count);
    }

    [Fact]
    public async Task Give_TheSameIdManyTimesAtOnce_IsCarriedOutOnce()
    {
        await using var database = await OpenAsync();
        var service = Service(database);
        var gate = new TaskCompletionSource();
        _hold = gate.Task;
        var given = Enumerable.Range(0, 20).Select(_ => Task.Run(() => service.GiveAsync(Buy("17")))).ToArray();
        gate.SetResult();
        var answers = await Task.WhenAll(given);
        Assert.Single(_done);
        Assert.All(answers, answer => Assert.Equal("done 1", answer.Text));
        Assert.Equal(19, answers.Count(answer => answer.IsRepeated));
    }

    [Fact]
    public async Task Give_WhatAHostWasCarryingOutWhenItDied_IsNotCarriedOutAgain()
    {
        await using var database = await OpenAsync();
        // The host that dies is in the middle of carrying it out, which is after it was stored.
        var begun = new TaskCompletionSource();
        _hold = new TaskCompletionSource().Task;
        _begin = begun.SetResult;
        _ = Service(database).GiveAsync(Buy("17"));
        await begun.Task.WaitAsync(TimeSpan.FromMinutes(1));
        var answer = await Service(database).GiveAsync(Buy("17"));
        Assert.Equal(CommandOutcome.Refused, answer.Outcome);
        Assert.Contains("not carried out again", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Give_AnUnknownSender_LeavesAnAuditLineAndNothingElse()
    {
        await using var database = await OpenAsync();
        // Strangers are told of once a while: here no time passes.
        var service = Service(database, new StandingTime());
        Assert.Equal(CommandOutcome.Unauthorised, (await service.GiveAsync(Buy("17") with { Sender = "stranger" })).Outcome);
        Assert.Equal(CommandOutcome.Unauthorised, (await service.GiveAsync(Buy("18") with { Source = "telegram" })).Outcome);
        Assert.Empty(_done);
        Assert.Empty(await database.Commands.Last(10));
        var line = Assert.Single(await database.Audit.From(1, 10));
        Assert.Equal(("http:stranger", "command-from-unknown-sender"), (line.Actor, line.Kind));
    }

    [Fact]
    public async Task Give_APreviewOrAQuestion_StoresNothing()
    {
        await using var database = await OpenAsync();
        var service = Service(database);
        var preview = await service.GiveAsync(Buy("17") with { IsPreview = true });
        Assert.Equal((CommandOutcome.Preview, "Buy BTC: 80 in quote currency at the market; no stop."), (preview.Outcome, preview.Text));
        Assert.Empty(_done);
        await service.GiveAsync(new CommandRequest("http", "token", "", "status"));
        Assert.IsType<StatusCommand>(Assert.Single(_done));
        Assert.Empty(await database.Commands.Last(10));
        Assert.Equal(CommandOutcome.Invalid, (await service.GiveAsync(Buy(""))).Outcome);
        Assert.Equal(CommandOutcome.Invalid, (await service.GiveAsync(Buy("19") with { Text = "by btc 80" })).Outcome);
        Assert.Single(_done);
    }

    static CommandRequest Buy(string id) => new("http", "token", id, "buy btc 80");

    async Task<IDatabase> OpenAsync()
    {
        var opened = await SqliteDatabase.Open(Path.Combine(_folder, "argosy.db"));
        Assert.True(opened.Ok, opened.Error?.Message);
        return opened.Value;
    }

    CommandService Service(IDatabase database, TimeProvider? time = null) => new(database, new CommandSenders(new Dictionary<string, IReadOnlyCollection<string>> { ["http"] = ["token"] }), ExecuteAsync, time ?? TimeProvider.System);

    async Task<CommandAnswer> ExecuteAsync(Command command, CommandRequest request)
    {
        int number;
        lock (_done)
        {
            _done.Add(command);
            number = _done.Count;
        }
        var hold = _hold;
        _begin();
        await hold;
        return new CommandAnswer(CommandOutcome.Done, $"done {number}");
    }

    sealed class StandingTime : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
