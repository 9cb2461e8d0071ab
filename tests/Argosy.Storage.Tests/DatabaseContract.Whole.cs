using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;

namespace Argosy.Storage.Tests;

/// <summary>What every database must do with the audit chain, backups and other versions.</summary>
public abstract partial class DatabaseContract
{
    [Fact]
    public async Task Reopened_KeepsEverythingAndItsInstallation()
    {
        await Fill(Database);
        var (installation, before) = (Database.Installation, await Text(Database));
        await Database.DisposeAsync();
        var again = await Open("one");
        Assert.InRange(installation, 1, ClientOrderId.MaxInstallation);
        Assert.Equal(installation, again.Installation);
        Assert.Equal(before, await Text(again));
        await again.DisposeAsync();
    }

    [Fact]
    public async Task Audit_ManyWriters_MakeOneChain()
    {
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Database.Audit.Append(i, "host", "order", $"{{\"n\":{i}}}")));
        Assert.Equal(30, (await Database.Audit.Verify()).Value);
        Assert.Equal(Enumerable.Range(1, 30).Select(i => (long)i), (await Database.Audit.From(1, 100)).Select(e => e.Sequence));
    }

    [Theory]
    [InlineData("UPDATE audit SET data = '{\"n\":7}' WHERE sequence = 4", "line 4 ")]
    [InlineData("UPDATE audit SET time = time + 1 WHERE sequence = 1", "line 1 ")]
    [InlineData("UPDATE audit SET actor = 'hosT' WHERE sequence = 9", "line 9 ")]
    [InlineData("UPDATE audit SET hash = '0' || substr(hash, 2) WHERE sequence = 6 AND substr(hash, 1, 1) <> '0' OR sequence = 6 AND hash = ''", "line 6 ")]
    [InlineData("DELETE FROM audit WHERE sequence = 5", "line 5:")]
    public async Task Audit_OneChange_NamesTheLine(string change, string line)
    {
        for (var i = 1; i <= 10; i++) await Database.Audit.Append(i, "host", "order", $"{{\"m\":{i}}}");
        var sixth = (await Database.Audit.From(6, 1))[0];
        await Execute("one", sixth.Hash[0] == '0' ? change.Replace("'0' || substr", "'1' || substr", StringComparison.Ordinal).Replace("<> '0'", "<> '1'", StringComparison.Ordinal) : change);
        var verified = await Database.Audit.Verify();
        Assert.False(verified.Ok);
        Assert.Contains(line, verified.Error!.Message + " ", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_RestoredElsewhere_IsTheSameUnderANewInstallation()
    {
        await Fill(Database);
        var backup = await Text(Database);
        await using var other = await Open("two");
        var restored = await other.Restore(new StringReader(backup));
        Assert.True(restored.Ok, restored.Error?.Message);
        Assert.NotEqual(Database.Installation, restored.Value);
        Assert.Equal(restored.Value, other.Installation);
        Assert.Equal(Rows(backup), Rows(await Text(other)));
        Assert.Equal(2, (await other.Audit.Verify()).Value);
        Assert.Equal(2, (await other.Bots.Deploy(Deployment())).Id);
    }

    [Fact]
    public async Task Restore_WhatIsCutOffOrNotEmpty_ChangesNothing()
    {
        await Fill(Database);
        var backup = await Text(Database);
        Assert.Contains("empty database", (await Database.Restore(new StringReader(backup))).Error!.Message, StringComparison.Ordinal);
        await using var other = await Open("two");
        var installation = other.Installation;
        foreach (var length in (int[])[0, 10, backup.Length / 2, backup.Length - 15]) Assert.False((await other.Restore(new StringReader(backup[..length]))).Ok);
        Assert.Equal(installation, other.Installation);
        Assert.Empty(await other.Accounts.List());
    }

    [Fact]
    public async Task Open_ByAnOlderArgosy_IsRefused()
    {
        await Execute("one", "INSERT INTO schema_migrations (number, name) VALUES (9999, 'later')");
        var refused = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => Open("one"));
        Assert.Contains("newer Argosy", refused.Message, StringComparison.Ordinal);
    }
}
