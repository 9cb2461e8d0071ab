using Argosy.Hosting.Auditing;
using Argosy.Hosting.Logs;
using Argosy.Hosting.Tests.Bots;

namespace Argosy.Hosting.Tests.Auditing;

public sealed class AuditTrailTests
{
    readonly MemoryAudit _log = new();

    [Fact]
    public async Task Run_ThatIsRebuilt_IsWrittenOnce()
    {
        await using var rig = new BotRig();
        await using (var trail = await OpenAsync()) await FinishAsync(rig, trail, bars: 12);
        var first = _log.Entries.Select(entry => entry.Data).ToArray();
        Assert.Contains(_log.Entries, entry => entry.Kind == "order" && entry.Data.Contains("\"why\":\"toy\"", StringComparison.Ordinal) && entry.Data.Contains("\"lastPrice\"", StringComparison.Ordinal));
        // The same log told again after a start, as after a crash that took nothing.
        await using (var trail = await OpenAsync()) await FinishAsync(rig, trail, bars: 12);
        Assert.Equal(first, _log.Entries.Select(entry => entry.Data).Take(first.Length));
        Assert.Equal(Numbers(), Numbers().Distinct());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Entries_ThatACrashTook_AreMadeAgainFromTheRunLog(int kept)
    {
        await using var rig = new BotRig();
        await using (var trail = await OpenAsync()) await FinishAsync(rig, trail, bars: 12);
        var whole = _log.Entries.Select(entry => entry.Data).ToArray();
        _log.Entries.RemoveRange(kept, _log.Entries.Count - kept);
        await using (var trail = await OpenAsync()) await FinishAsync(rig, trail, bars: 12);
        Assert.Equal(whole, _log.Entries.Select(entry => entry.Data).Take(whole.Length));
        Assert.Equal(_log.Entries.Count, (await _log.Verify()).Value);
    }

    [Fact]
    public async Task Database_ThatIsDown_IsTriedAgainAndLosesNothing()
    {
        var failures = new List<string>();
        await using var trail = await AuditTrail.OpenAsync(_log, null, TimeProvider.System, failures.Add, CancellationToken.None);
        _log.IsDown = true;
        for (var i = 1; i <= 3; i++) trail.Add(Draft(i));
        await trail.FlushAsync(TimeSpan.FromSeconds(4));
        Assert.Empty(_log.Entries);
        Assert.True(trail.IsFailing);
        Assert.Single(failures);
        _log.IsDown = false;
        await trail.FlushAsync(TimeSpan.FromMinutes(1));
        Assert.Equal([1L, 2L, 3L], _log.Entries.Select(entry => entry.Time));
        Assert.Equal(0, trail.Waiting);
    }

    [Fact]
    public async Task Key_ThatTheLogHas_IsLeftOut()
    {
        for (var start = 0; start < 2; start++)
        {
            await using var trail = await OpenAsync();
            trail.Add(Draft(1) with { Key = "order 1 sent" });
            trail.Add(Draft(2) with { Key = "order 1 sent" });
            trail.Add(Draft(3) with { Key = $"order {start + 2} sent" });
            await trail.FlushAsync(TimeSpan.FromMinutes(1));
        }
        Assert.Equal([1L, 3L, 3L], _log.Entries.Select(entry => entry.Time));
    }

    [Fact]
    public async Task Log_ThatWasChanged_NamesTheLineAndGoesOn()
    {
        for (var i = 1; i <= 5; i++) await _log.Append(i, "host", "note", $"{{\"n\":{i}}}");
        _log.Entries[2] = _log.Entries[2] with { Data = "{\"n\":9}" };
        await using var trail = await OpenAsync();
        Assert.Contains("line 3", trail.Damage!.Message, StringComparison.Ordinal);
        trail.Add(Draft(6));
        await trail.FlushAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(6, _log.Entries.Count);
    }

    [Fact]
    public void File_ThatIsFull_IsFollowedByTheNext()
    {
        using var folder = new TemporaryFolder();
        using (var file = new RotatingFile(folder.Path, "audit", "csv", AuditText.Header, TimeProvider.System, mostBytes: 400))
        {
            for (var i = 0; i < 20; i++) file.Add($"line {i} of a log that is rotated by its size");
        }
        var files = RotatingFile.Files(folder.Path, "audit", "csv");
        Assert.True(files.Count > 2);
        Assert.All(files, path => Assert.Equal(AuditText.Header, File.ReadLines(path).First()));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"line {i} of a log that is rotated by its size"), files.SelectMany(path => File.ReadLines(path).Skip(1)));
    }

    [Fact]
    public void File_WithHalfALine_GoesOnWithAWholeOne()
    {
        using var folder = new TemporaryFolder();
        using (var file = new RotatingFile(folder.Path, "audit", "csv", "header", TimeProvider.System)) file.Add("first");
        File.AppendAllText(RotatingFile.Files(folder.Path, "audit", "csv")[0], "half a li");
        using (var file = new RotatingFile(folder.Path, "audit", "csv", "header", TimeProvider.System)) file.Add("second");
        Assert.Equal(["header", "first", "second"], File.ReadLines(RotatingFile.Files(folder.Path, "audit", "csv")[0]));
    }

    Task<AuditTrail> OpenAsync() => AuditTrail.OpenAsync(_log, null, TimeProvider.System, _ => { }, CancellationToken.None);

    static async Task FinishAsync(BotRig rig, AuditTrail trail, int bars)
    {
        rig.Audit = trail;
        await rig.Finish(bars);
        await trail.FlushAsync(TimeSpan.FromMinutes(1));
    }

    IEnumerable<long> Numbers() => _log.Entries.Select(entry => System.Text.Json.JsonDocument.Parse(entry.Data).RootElement).Where(data => data.TryGetProperty("number", out _)).Select(data => data.GetProperty("number").GetInt64());

    static AuditDraft Draft(long time) => new() { Time = time, Actor = "host", Kind = "note" };
}
