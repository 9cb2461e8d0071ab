using Argosy.Hosting.Ports;

namespace Argosy.Storage.Tests;

/// <summary>What every database must do with jobs, runs and studies.</summary>
public abstract partial class DatabaseContract
{
    [Fact]
    public async Task Jobs_AreTakenOldestFirstAndEndOnce()
    {
        var first = await Database.Jobs.Add(Job());
        var second = await Database.Jobs.Add(Job() with { Kind = "optimise" });
        Assert.Equal((1L, 2L), (first.Id, second.Id));
        Assert.Equal((2, 0), await Database.Jobs.Count());

        var taken = await Database.Jobs.Claim("a", now: 100, lease: 200);
        Assert.Equal(first with { State = "running", Node = "a", Lease = 200, Attempts = 1, Started = 100 }, taken);
        var running = await Database.Jobs.Renew(1, "a", new JobProgress(0.5, "9 bars/s", 1_234, "half"), lease: 300);
        Assert.Equal((0.5, "9 bars/s", 1_234L, "half", 300L), (running!.Progress, running.Rate, running.EtaMs, running.Message, running.Lease));
        Assert.Equal((1, 1), await Database.Jobs.Count());

        Assert.False(await Database.Jobs.End(1, "b", new JobEnd("done", "", null, null), 400));
        Assert.True(await Database.Jobs.End(1, "a", new JobEnd("done", "ok", null, 77), 400));
        Assert.False(await Database.Jobs.End(1, "a", new JobEnd("failed", "late", "{}", null), 500));
        var ended = await Database.Jobs.Find(1);
        Assert.Equal(("done", 1.0, 77L, 400L, "", "ok"), (ended!.State, ended.Progress, ended.Run, ended.Ended, ended.Node, ended.Message));
        Assert.Equal([2L, 1L], (await Database.Jobs.List(new JobFilter())).Select(j => j.Id));
        Assert.Equal([1L], (await Database.Jobs.List(new JobFilter { Before = 2, Owner = "ann", State = "done", Kind = "backtest" })).Select(j => j.Id));
        Assert.Empty(await Database.Jobs.List(new JobFilter { Owner = "bob" }));
    }

    [Fact]
    public async Task Jobs_ManyTakers_EachJobIsTakenOnce()
    {
        for (var i = 0; i < 20; i++) await Database.Jobs.Add(Job());
        var taken = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Database.Jobs.Claim($"n{i}", 1, 2_000)));
        // A taker that found the row it wanted in another's hands may go away empty; what is left is there for the next.
        List<long> ids = [.. taken.Where(job => job is not null).Select(job => job!.Id)];
        while (await Database.Jobs.Claim("last", 1, 2_000) is { } more) ids.Add(more.Id);
        Assert.Equal(Enumerable.Range(1, 20).Select(i => (long)i), ids.Order());
    }

    [Fact]
    public async Task Jobs_OfAServerThatIsGone_AreTakenAgain()
    {
        await Database.Jobs.Add(Job());
        await Database.Jobs.Claim("dead", 100, 200);
        Assert.Null(await Database.Jobs.Claim("alive", 200, 300));
        var again = await Database.Jobs.Claim("alive", 201, 300);
        Assert.Equal(("alive", 2, 100L), (again!.Node, again.Attempts, again.Started));
        Assert.Null(await Database.Jobs.Renew(1, "dead", new JobProgress(1, "", null, ""), 900));
        Assert.False(await Database.Jobs.End(1, "dead", new JobEnd("done", "", null, null), 900));
        Assert.Equal(1, await Database.Jobs.ReleaseAll());
        Assert.Equal(3, (await Database.Jobs.Claim("next", 202, 300))!.Attempts);
    }

    [Fact]
    public async Task Jobs_ObeyOrAreAsked()
    {
        for (var i = 0; i < 3; i++) await Database.Jobs.Add(Job());
        Assert.Equal("running", (await Database.Jobs.Claim("a", 1, 100))!.State);
        Assert.Equal(("running", "pause"), Standing(await Database.Jobs.Ask(1, "pause", 5)));
        Assert.Equal(("running", "cancel"), Standing(await Database.Jobs.Ask(1, "cancel", 5)));
        Assert.Equal(("running", "cancel"), Standing(await Database.Jobs.Ask(1, "pause", 5)));
        Assert.Equal(("cancelled", ""), Standing(await Database.Jobs.Ask(2, "cancel", 5)));
        Assert.Equal(("cancelled", ""), Standing(await Database.Jobs.Ask(2, "pause", 6)));
        Assert.Equal(("paused", ""), Standing(await Database.Jobs.Ask(3, "pause", 5)));
        Assert.Null(await Database.Jobs.Claim("a", 2, 100));
        Assert.False(await Database.Jobs.Resume(2));
        Assert.True(await Database.Jobs.Resume(3));
        Assert.Equal(3, (await Database.Jobs.Claim("a", 2, 100))!.Id);
        Assert.Null(await Database.Jobs.Ask(99, "cancel", 5));
        Assert.True(await Database.Jobs.End(3, "a", new JobEnd("paused", "", null, null), 9));
        Assert.Null((await Database.Jobs.Find(3))!.Ended);
    }

    [Fact]
    public async Task Runs_AreFilteredAndChanged()
    {
        var a = await Database.Research.AddRun(Run("ma-cross") with { Tags = ",swing,btc_only," }, new Dictionary<string, double>());
        var b = await Database.Research.AddRun(Run("rsi") with { Owner = "bob", Instruments = ",ETH/USD,BTC/USD,", Created = 20, Bot = "mine", Version = "1.0" }, new Dictionary<string, double>());
        Assert.Equal(a, await Database.Research.FindRun(1));
        Assert.Equal(a, await Database.Research.AddRun(a with { Id = 0, Note = "again" }, new Dictionary<string, double> { ["sharpe"] = 1 }));
        Assert.Equal([2L, 1L], await Ids(new RunFilter()));
        Assert.Equal([1L], await Ids(new RunFilter { Strategy = "ma-cross" }));
        Assert.Equal([2L], await Ids(new RunFilter { Instrument = "ETH/USD" }));
        Assert.Empty(await Ids(new RunFilter { Instrument = "ETH_USD" }));
        Assert.Equal([1L], await Ids(new RunFilter { Tag = "btc_only" }));
        Assert.Empty(await Ids(new RunFilter { Tag = "btc" }));
        Assert.Equal([2L], await Ids(new RunFilter { Bot = "mine", From = 20, To = 21 }));
        Assert.Equal([1L], await Ids(new RunFilter { Viewer = "ann" }));
        Assert.Equal(1, await Database.Research.CountRuns(new RunFilter { Viewer = "bob" }));

        var changed = await Database.Research.ChangeRun(2, new RunChange("good", ["x", "y"], true, true, true));
        Assert.Equal(b with { Note = "good", Tags = ",x,y,", Star = true, Pinned = true, Shared = true }, changed);
        Assert.Equal(changed, await Database.Research.ChangeRun(2, new RunChange(null, null, null, null, null)));
        Assert.Equal([2L, 1L], await Ids(new RunFilter { Viewer = "ann" }));
        Assert.Equal([2L], await Ids(new RunFilter { Star = true }));
        Assert.Null(await Database.Research.ChangeRun(9, new RunChange("x", null, null, null, null)));
        Assert.True(await Database.Research.DeleteRun(2));
        Assert.False(await Database.Research.DeleteRun(2));
        Assert.Equal(3, (await Database.Research.AddRun(Run("rsi"), new Dictionary<string, double>())).Id);
    }

    [Theory]
    [InlineData("sharpe", true)]
    [InlineData("sharpe", false)]
    [InlineData("created", true)]
    [InlineData("strategy", false)]
    [InlineData("id", true)]
    [InlineData("nothing-has-it", true)]
    public async Task Runs_PagedInAnyOrder_EachOnceAndFiguresFirst(string sort, bool descending)
    {
        double?[] sharpes = [1.5, null, -2, 1.5, 0, null, 3.25, 1.5, double.NaN];
        for (var i = 0; i < sharpes.Length; i++)
        {
            await Database.Research.AddRun(Run(i % 2 == 0 ? "rsi" : "donchian") with { Created = 100 - (i / 3) }, sharpes[i] is { } value ? new Dictionary<string, double> { ["sharpe"] = value, ["trades"] = i } : []);
        }
        var filter = new RunFilter { Sort = sort, Descending = descending };
        var whole = await Ids(filter);
        List<long> paged = [];
        for (long? after = null; ;)
        {
            var page = await Ids(filter with { After = after, Limit = 2 });
            paged.AddRange(page);
            if (page.Count < 2) break;
            after = page[^1];
        }
        Assert.Equal(whole, paged);
        Assert.Equal(9, whole.Distinct().Count());
        if (sort == "sharpe") Assert.Equal(descending ? [7L, 8, 4, 1, 5, 3, 9, 6, 2] : [3L, 5, 1, 4, 8, 7, 2, 6, 9], whole);
    }

    [Fact]
    public async Task Audit_IsFilteredNewestFirst()
    {
        foreach (var (time, actor, kind, data) in new[] { (1L, "ann", "login", "{}"), (2L, "bob", "order", """{"n":"100%"}"""), (3L, "ann", "order", """{"n":"1000"}"""), (4L, "ann", "login", "{}") }) await Database.Audit.Append(time, actor, kind, data);
        async Task<IReadOnlyList<long>> Lines(AuditFilter filter) => [.. (await Database.Audit.List(filter)).Select(line => line.Sequence)];
        Assert.Equal([4L, 3L], await Lines(new AuditFilter { Limit = 2 }));
        Assert.Equal([2L, 1L], await Lines(new AuditFilter { Before = 3 }));
        Assert.Equal([4L, 1L], await Lines(new AuditFilter { Kind = "login", Actor = "ann" }));
        Assert.Equal([3L, 2L], await Lines(new AuditFilter { From = 2, To = 4 }));
        Assert.Equal([2L], await Lines(new AuditFilter { Text = "100%" }));
    }

    [Fact]
    public async Task Studies_KeepTheirJobAndSummary()
    {
        var study = await Database.Research.AddStudy(Study());
        await Database.Research.AddStudy(Study() with { Kind = "validate", Owner = "bob" });
        await Database.Research.BindStudy(1, 5);
        await Database.Research.SummariseStudy(1, """{"best":3}""");
        Assert.Equal(study with { Job = 5, Summary = """{"best":3}""" }, await Database.Research.FindStudy(1));
        Assert.Equal([2L, 1L], (await Database.Research.Studies(null, null, long.MaxValue, 10)).Select(s => s.Id));
        Assert.Equal([1L], (await Database.Research.Studies("ann", "optimise", 2, 10)).Select(s => s.Id));
        Assert.True(await Database.Research.DeleteStudy(1));
        Assert.Null(await Database.Research.FindStudy(1));
    }

    static (string State, string Wish) Standing(JobRow? job) => (job!.State, job.Wish);

    async Task<IReadOnlyList<long>> Ids(RunFilter filter) => [.. (await Database.Research.Runs(filter)).Select(run => run.Id)];

    static JobRow Job() => new() { Kind = "backtest", State = "queued", Owner = "ann", Request = "{}", Created = 10 };

    static StudyRow Study() => new() { Kind = "optimise", Owner = "ann", Strategy = "ma-cross", Request = "{}", Created = 10 };

    long _job;

    RunRow Run(string strategy) => new()
    {
        Job = ++_job, Owner = "ann", Strategy = strategy, Parameters = """{"fast":"5"}""", Instruments = ",BTC/USD,", Timeframe = "1h", FromTime = 1, ToTime = 2, Metrics = """{"sharpe":1}""", Request = "{}", Warnings = "[]",
        DataHash = "d", TradeHash = "t", StateHash = "s", Created = 10,
    };
}
