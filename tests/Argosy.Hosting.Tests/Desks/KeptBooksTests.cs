using System.Text.Json.Nodes;
using Argosy.Core.Orders;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Reconciling;

namespace Argosy.Hosting.Tests.Desks;

/// <summary>An account's books over restarts, crashes and weeks: each movement once.</summary>
public sealed class KeptBooksTests
{
    const long DayMs = 86_400_000;

    public static TheoryData<string> Kinds => ["futures", "spot"];

    [Theory, MemberData(nameof(Kinds))]
    public void CrashWhileTheBooksAreWritten_NothingIsLostOrDoubled(string kind)
    {
        using var rig = Begun(kind);
        rig.Wish(rig.Bot.Want(Side.Buy, 0.5m));
        rig.Run(10_000);
        rig.Desk.Abandon();
        var whole = File.ReadAllBytes(Books(rig));
        Assert.True(whole.AsSpan().Count((byte)'\n') > 2, "nothing was added to the books");
        var last = whole.AsSpan(0, whole.Length - 1).LastIndexOf((byte)'\n') + 1;
        foreach (var cut in (int[])[last, last + 1, last + 12, (last + whole.Length) / 2, whole.Length - 1, whole.Length])
        {
            File.WriteAllBytes(Books(rig), whole[..cut]);
            Restart(rig);
            Agrees(rig, 1.5m, $"cut at {cut} of {last}..{whole.Length}");
            rig.Desk.Abandon();
        }
    }

    // The journal of a quiet account reaches back further than the books know movements by their names.
    [Theory, MemberData(nameof(Kinds))]
    public void JournalAndHistoryOfLongAgo_AreNotBookedTwice(string kind)
    {
        using var rig = Begun(kind);
        rig.Venue.Manual(Side.Buy, 0.25m);
        rig.Run(310_000);
        for (var week = 0; week < 3; week++)
        {
            rig.Desk.Abandon();
            rig.Run(8 * DayMs);
            Restart(rig);
            rig.Wish(rig.Bot.Want(Side.Buy, 0.5m));
            rig.Run(310_000);
            Agrees(rig, 1.5m + (week * 0.5m), $"week {week}");
            // Twice: the books of the first start drop the old names, the second has to do without them.
            rig.Desk.Abandon();
            Restart(rig);
            rig.Venue.Cut(1_000);
            rig.Run(310_000);
            Agrees(rig, 1.5m + (week * 0.5m), $"week {week}, once more");
        }
    }

    [Fact]
    public void AClockThatRunsAway_MakesNoMovementOld()
    {
        using var rig = Begun("spot");
        // What the venue says has the right time; we think that it is a month later, and write the books anew.
        rig.Venue.ClockOffset = 30 * DayMs;
        rig.Desk.Abandon();
        Restart(rig);
        Assert.Contains("clock", rig.Desk.Blocked, StringComparison.Ordinal);
        rig.Venue.ClockOffset = 0;
        rig.Run(310_000);
        rig.Wish(rig.Bot.Want(Side.Buy, 0.5m));
        rig.Venue.Deposit("USDT", 7m);
        rig.Run(310_000);
        Agrees(rig, 1.5m, "after the clock came back");
    }

    [Theory, MemberData(nameof(Kinds))]
    public void BooksOfBefore_AreTakenUp(string kind)
    {
        using var rig = Begun(kind);
        rig.Desk.Abandon();
        Age(rig);
        Restart(rig);
        Agrees(rig, 1m, "the old file");
        Assert.Equal([true, false], new[] { Books(rig), Old(rig) }.Select(File.Exists));
        rig.Wish(rig.Bot.Want(Side.Buy, 0.5m));
        rig.Run(310_000);
        rig.Crash();
        Restart(rig);
        Agrees(rig, 1.5m, "the new file");
    }

    [Fact]
    public void BooksOfBefore_Damaged_AreNamed()
    {
        using var rig = Begun("spot");
        rig.Desk.Abandon();
        File.Delete(Books(rig));
        File.WriteAllText(Old(rig), "{");
        rig.Renew();
        Assert.Contains("books.json cannot be read", rig.TryStart().Error!.Message, StringComparison.Ordinal);
    }

    // A bot with a position, its books kept.
    static DeskRig Begun(string kind)
    {
        var rig = new DeskRig(kind == "futures" ? DeskRig.Futures : DeskRig.SpotReplacing).Started();
        rig.Long();
        rig.Run(310_000);
        Agrees(rig, 1m, "at the start");
        return rig;
    }

    static void Restart(DeskRig rig)
    {
        rig.Renew();
        rig.Started();
        rig.Run(10_000);
    }

    static void Agrees(DeskRig rig, decimal position, string what)
    {
        Assert.True(rig.Desk.Balances is { Verdict: AccountVerdict.Explained }, $"{what}: {rig.Desk.Balances?.Message}");
        Assert.Equal((position, "", what), (rig.Bot.Position, rig.Desk.Blocked, what));
        Assert.Equal(rig.Venue.Fills.Count(fill => fill.ClientId is { Length: > 0 }), rig.Database.Executions.Count);
        Assert.Empty(rig.Bot.Problems);
    }

    // One text with all movements, as it was written until 2026-11.
    static void Age(DeskRig rig)
    {
        var texts = new BookFile(Path.Combine(rig.Folder, "account")).Read().Select(text => JsonNode.Parse(text.Span)!).ToArray();
        var last = texts[^1];
        last["Books"]!["Seen"] = new JsonArray([.. texts.SelectMany(text => text["Books"]!["Seen"]!.AsArray()).Select(seen => seen!.DeepClone())]);
        last["Books"]!.AsObject().Remove("KnownBefore");
        File.WriteAllText(Old(rig), last.ToJsonString());
        File.Delete(Books(rig));
    }

    static string Books(DeskRig rig) => Path.Combine(rig.Folder, "account", BookFile.Name);

    static string Old(DeskRig rig) => Path.Combine(rig.Folder, "account", "books.json");
}
