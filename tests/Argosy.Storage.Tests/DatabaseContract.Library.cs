using Argosy.Hosting.Ports;

namespace Argosy.Storage.Tests;

/// <summary>What every database must do with bots that users write.</summary>
public abstract partial class DatabaseContract
{
    [Fact]
    public async Task Library_NamesAreUniqueForEachOwner()
    {
        var first = (await Database.Library.Add(Written()))!;
        Assert.Equal(Written() with { Id = 1 }, first);
        Assert.Null(await Database.Library.Add(Written()));
        var other = (await Database.Library.Add(Written() with { Owner = "bob", Shared = true }))!;
        var third = (await Database.Library.Add(Written() with { Name = "a 'second' ünïcode; DROP TABLE library" }))!;
        Assert.Equal(first, await Database.Library.Find(1));
        Assert.Null(await Database.Library.Find(99));
        Assert.Equal([first, other, third], await Database.Library.List(null));
        Assert.Equal([first, other, third], await Database.Library.List("ann"));
        Assert.Equal([other], await Database.Library.List("bob"));
        Assert.Equal(LibraryChange.NameTaken, await Database.Library.Change(third.Id, row => row with { Name = "cross" }));
        Assert.Equal(LibraryChange.Done, await Database.Library.Change(1, row => row with { Name = "crossing", Owner = "eve", Language = "typescript", Created = 0, Tags = ",a,b,", Archived = true, Edited = 9 }));
        Assert.Equal(first with { Name = "crossing", Tags = ",a,b,", Archived = true, Edited = 9 }, await Database.Library.Find(1));
        Assert.Equal(LibraryChange.NotFound, await Database.Library.Change(99, row => row));
    }

    [Fact]
    public async Task Library_ADraftIsSavedOverTheOneThatWasRead()
    {
        var bot = (await Database.Library.Add(Written()))!.Id;
        var draft = new DraftRow { Bot = bot, User = "ann", Source = "class A {}", Base = "1.0", Edited = 5 };
        var (saved, first) = await Database.Library.SaveDraft(draft, over: 0);
        Assert.True(saved);
        Assert.Equal(first, await Database.Library.Draft(bot, "ann"));
        Assert.Null(await Database.Library.Draft(bot, "bob"));
        var (isLate, present) = await Database.Library.SaveDraft(draft with { Source = "class B {}" }, over: 0);
        Assert.False(isLate);
        Assert.Equal(first, present);
        var tabs = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Database.Library.SaveDraft(draft with { Source = $"tab {i}" }, over: first!.Revision)));
        var winner = Assert.Single(tabs, tab => tab.Saved).Draft;
        Assert.All(tabs, tab => Assert.Equal(winner, tab.Draft));
        Assert.True(await Database.Library.DropDraft(bot, "ann"));
        Assert.False(await Database.Library.DropDraft(bot, "ann"));
        // What was thrown away does not come back under the same revision.
        Assert.False((await Database.Library.SaveDraft(draft, over: winner!.Revision)).Saved);
        Assert.True((await Database.Library.SaveDraft(draft, over: 0)).Draft!.Revision > winner.Revision);
        Assert.Equal([bot], await Database.Library.Drafts("ann"));
        var last = (await Database.Library.Draft(bot, "ann"))!;
        await Database.Library.RebaseDraft(bot, "ann", "another text", "1.7");
        Assert.Equal(last, await Database.Library.Draft(bot, "ann"));
        await Database.Library.RebaseDraft(bot, "ann", last.Source, "1.7");
        Assert.Equal(last with { Base = "1.7" }, await Database.Library.Draft(bot, "ann"));
        Assert.Equal((false, null), await Database.Library.SaveDraft(draft with { Bot = 99 }, over: 0));
    }

    [Fact]
    public async Task Library_VersionsCountUpAndLockWhenUsed()
    {
        var bot = (await Database.Library.Add(Written()))!.Id;
        var other = (await Database.Library.Add(Written() with { Name = "other" }))!.Id;
        Assert.Equal((true, Version(bot, 1, 0, "h0")), (await Database.Library.AddVersion(Version(bot, 7, 7, "h0"), "zero", major: false))!.Value);
        Assert.Equal((false, Version(bot, 1, 0, "h0")), (await Database.Library.AddVersion(Version(bot, 0, 0, "h0") with { Note = "again" }, "zero", major: false))!.Value);
        foreach (var (minor, hash) in Enumerable.Range(1, 10).Select(i => (i, $"h{i}"))) Assert.Equal($"1.{minor}", (await Database.Library.AddVersion(Version(bot, 0, 0, hash), $"text {minor}", major: false))!.Value.Version.Version);
        Assert.Equal("2.0", (await Database.Library.AddVersion(Version(bot, 0, 0, "h10"), "text 10", major: true))!.Value.Version.Version);
        Assert.Null(await Database.Library.AddVersion(Version(99, 0, 0, "h"), "x", major: false));
        Assert.Equal(["2.0", "1.10", "1.9"], (await Database.Library.Versions(bot)).Take(3).Select(v => v.Version));
        await Database.Library.AddVersion(Version(other, 0, 0, "o"), "other", major: false);
        Assert.Equal([(bot, "2.0"), (other, "1.0")], (await Database.Library.Latest()).Select(v => (v.Bot, v.Version)));
        Assert.Equal("text 9", await Database.Library.Source(bot, "1.9"));
        foreach (var wrong in (string[])["1.99", "1", "01.9", "1.9 ", "1.-9", "1.9.0", "", "1.99999999999999999999"]) Assert.Null(await Database.Library.Source(bot, wrong));

        Assert.Equal(LibraryChange.Done, await Database.Library.ChangeVersion(bot, "1.9", row => row with { Note = "n", Label = "l", Hash = "new", Checked = true, Parameters = "[]", Author = "eve", Created = 0 }, "new text"));
        Assert.Equal(Version(bot, 1, 9, "new") with { Note = "n", Label = "l", Checked = true, Parameters = "[]" }, (await Database.Library.Versions(bot))[2]);
        Assert.Equal("new text", await Database.Library.Source(bot, "1.9"));
        var used = await Database.Library.Use(bot, "1.9");
        Assert.Equal(("new text", true), (used!.Value.Source, used.Value.Version.Locked));
        Assert.Equal(LibraryChange.Locked, await Database.Library.ChangeVersion(bot, "1.9", row => row with { Note = "late" }, "late"));
        Assert.Equal(LibraryChange.Locked, await Database.Library.RemoveVersion(bot, "1.9"));
        Assert.Equal(("new text", "n"), (await Database.Library.Source(bot, "1.9"), (await Database.Library.Versions(bot))[2].Note));
        Assert.Equal(LibraryChange.Done, await Database.Library.RemoveVersion(bot, "2.0"));
        Assert.Equal(LibraryChange.NotFound, await Database.Library.RemoveVersion(bot, "2.0"));
        Assert.Null(await Database.Library.Use(bot, "2.0"));
        var imported = Version(other, 3, 4, "i") with { Locked = true, Created = 77 };
        Assert.True(await Database.Library.ImportVersion(imported, "imported"));
        Assert.False(await Database.Library.ImportVersion(imported, "twice"));
        Assert.Equal(imported, (await Database.Library.Versions(other))[0]);
    }

    [Fact]
    public async Task Library_ManySavers_EachVersionHasItsNumber()
    {
        var bot = (await Database.Library.Add(Written()))!.Id;
        var saved = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Database.Library.AddVersion(Version(bot, 0, 0, $"h{i}"), $"{i}", major: false)));
        Assert.Equal(Enumerable.Range(0, 12).Select(i => (long)i), saved.Select(v => v!.Value.Version.Minor).Order());
    }

    [Fact]
    public async Task Library_WhatIsUsedStays()
    {
        var bot = (await Database.Library.Add(Written()))!.Id;
        var name = ILibraryStore.NameOf(bot);
        await Database.Library.AddVersion(Version(bot, 0, 0, "h"), "text", major: false);
        await Database.Library.SaveDraft(new DraftRow { Bot = bot, User = "ann", Source = "", Edited = 1 }, 0);
        await Database.Documents.Put($"bot:{bot}", "quick:ann", "{}");
        await Database.Bots.Add(Bot("1.0") with { Name = name });
        var deployment = await Database.Bots.Deploy(Deployment() with { Bot = name });
        await Database.Jobs.Add(Job() with { Request = $"{{\"bot\":{{\"id\":\"{bot}\",\"version\":\"1.0\"}}}}" });
        await Database.Jobs.Add(Job() with { Request = """{"bot":{"id":"12","version":"1.0"}}""" });
        var runs = new List<long>();
        foreach (var (sharpe, owner) in ((double, string)[])[(1.5, "ann"), (2.5, "bob"), (0.5, "ann")]) runs.Add((await Database.Research.AddRun(Run("cross.cs") with { Bot = name, Version = "1.0", Owner = owner }, new Dictionary<string, double> { ["sharpe"] = sharpe, ["maxDrawdown"] = 0.25 })).Id);
        Assert.Equal(new BestRunRow { Bot = name, Run = runs[1], Version = "1.0", Sharpe = 2.5, MaxDrawdown = 0.25 }, Assert.Single(await Database.Library.BestRuns(null)));
        Assert.Equal(runs[0], Assert.Single(await Database.Library.BestRuns("ann")).Run);
        Assert.Empty(await Database.Library.BestRuns("eve"));
        Assert.Equal(1L, (await Database.Library.DeploymentCounts())[bot]);
        Assert.Equal((LibraryChange.InUse, new LibraryUses(1, 1, 3)), await Database.Library.Remove(bot));
        await Database.Bots.SetState(deployment.Id, "deleted");
        await Database.Jobs.Ask(1, "cancel", 5);
        foreach (var run in runs) await Database.Research.DeleteRun(run);
        Assert.Empty(await Database.Library.DeploymentCounts());
        Assert.Equal((LibraryChange.Done, new LibraryUses(0, 0, 0)), await Database.Library.Remove(bot));
        Assert.Equal(LibraryChange.NotFound, (await Database.Library.Remove(bot)).Change);
        Assert.Empty(await Database.Library.Versions(bot));
        Assert.Null(await Database.Library.Draft(bot, "ann"));
        Assert.Null(await Database.Documents.Get($"bot:{bot}", "quick:ann"));
        Assert.Equal(bot + 1, (await Database.Library.Add(Written()))!.Id);
    }

    static LibraryRow Written() => new() { Name = "cross", Owner = "ann", Language = "csharp", Created = 1, Edited = 1 };

    static VersionRow Version(long bot, long major, long minor, string hash) => new() { Bot = bot, Major = major, Minor = minor, Hash = hash, Author = "ann", Created = 1 };
}
