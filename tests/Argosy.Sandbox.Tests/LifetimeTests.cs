using System.Diagnostics;
using Argosy.Sandbox.Running;

namespace Argosy.Sandbox.Tests;

/// <summary>A sandbox lives as long as its host wants, and not a moment longer than its host.</summary>
public sealed class LifetimeTests
{
    // In the command of every process of the test's sandboxes, so that they can be looked for from outside.
    readonly string _mark = $"argosy-mark-{Guid.NewGuid():N}";

    [Fact]
    public async Task Kill_EndsAllThatItStarted()
    {
        await using var sandbox = Shells.Start($"(setsid sh -c 'sleep 300; : {_mark}' & ) ; sh -c 'trap \"\" TERM INT HUP; sleep 300; : {_mark}' & echo on; wait");
        using var reader = new StreamReader(sandbox.Output);
        Assert.Equal("on", await reader.ReadLineAsync());
        Assert.True(await Outside.ComesAsync(() => Outside.Processes(_mark).Count > 2));
        sandbox.Kill("a test wants it");
        sandbox.Kill("a later reason");
        var end = await sandbox.Ended;
        Assert.Equal((SandboxEnding.Killed, "it was stopped: a test wants it"), (end.Kind, end.Why));
        Assert.Empty(Outside.Processes(_mark));
    }

    [Fact]
    public async Task Kill_AtAnyMomentOfTheStart_LeavesNothing()
    {
        for (var milliseconds = 0; milliseconds < 60; milliseconds += 4)
        {
            await using var sandbox = Shells.Start($"sleep 300; : {_mark}");
            await Task.Delay(milliseconds);
            sandbox.Kill("a test wants it");
            Assert.Equal(SandboxEnding.Killed, (await sandbox.Ended).Kind);
            Assert.Empty(Outside.Processes(_mark));
        }
    }

    [Fact]
    public async Task Program_ThatEnds_LeavesNothingBehind()
    {
        var (end, text) = await Shells.RunAsync($"(setsid sh -c 'sleep 300; : {_mark}' >/dev/null 2>&1 </dev/null & ) ; echo off; exit 7");
        Assert.Equal((SandboxEnding.Exited, 7, "it ended with exit code 7"), (end.Kind, end.ExitCode, end.Why));
        Assert.Equal("off\n", text);
        Assert.Empty(Outside.Processes(_mark));
    }

    [Fact]
    public async Task Program_ThatKillsItself_IsToldSo()
    {
        var (end, _) = await Shells.RunAsync("kill -SEGV $$");
        Assert.Equal((SandboxEnding.Signal, "it was ended by signal 11 (a memory fault)"), (end.Kind, end.Why));
    }

    [Fact]
    public async Task Program_OutlivesTheThreadThatAskedForIt()
    {
        SandboxProcess? sandbox = null;
        var thread = new Thread(() => sandbox = Shells.Start("while read line; do echo \"heard $line\"; done"));
        thread.Start();
        thread.Join();
        await using (sandbox) await AnswersAsync(sandbox!);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Program_IdleForAMinute_StillAnswers()
    {
        // Long enough for threads of the pool to retire: what they had started would end with them.
        await using var sandbox = await Task.Run(() => Shells.Start("while read line; do echo \"heard $line\"; done"));
        await Task.Delay(TimeSpan.FromSeconds(60));
        await AnswersAsync(sandbox);
    }

    [Fact]
    public async Task Host_ThatIsKilled_TakesItsSandboxesAlong()
    {
        using var host = Host($"(setsid sh -c 'sleep 300; : {_mark}' & ) ; sh -c 'echo on; sleep 300; : {_mark}'");
        var line = await host.StandardOutput.ReadLineAsync();
        Assert.True(line?.EndsWith(" on", StringComparison.Ordinal), line ?? await host.StandardError.ReadToEndAsync());
        Assert.True(await Outside.ComesAsync(() => Outside.Processes(_mark).Count > 2));
        host.Kill();
        await host.WaitForExitAsync();
        Assert.True(await Outside.ComesAsync(() => Outside.Processes(_mark).Count == 0), "processes of its sandbox are left");
    }

    [Fact]
    public async Task Hosts_OfOneMachine_TakeNoUserIdTwice()
    {
        if (!Environment.IsPrivilegedProcess) return;
        using var host = Host("echo on; sleep 300");
        await using var own = Shells.Start("sleep 300");
        await using var second = Shells.Start("sleep 300");
        var other = (await host.StandardOutput.ReadLineAsync())!.Split(' ')[1];
        Assert.Equal(3, new HashSet<string> { other, $"{own.UserId}", $"{second.UserId}" }.Count);
        host.Kill();
        await host.WaitForExitAsync();
    }

    [Fact]
    public async Task Host_WithoutRoot_HoldsItsSandboxesToo()
    {
        if (!Environment.IsPrivilegedProcess) return;
        var folder = Copy();
        try
        {
            using var host = Host("cat /proc/self/status | grep -c CapEff.*0000000000000000; sleep 300", folder);
            var line = await host.StandardOutput.ReadLineAsync();
            Assert.True(line?.EndsWith(" - 1", StringComparison.Ordinal), line ?? await host.StandardError.ReadToEndAsync());
            List<string> told = [];
            while (await host.StandardOutput.ReadLineAsync() is { } finding && finding != "ready") told.Add(finding);
            Assert.Contains("start: Works", told);
            Assert.Contains("user: Weaker", told);
            host.Kill();
            await host.WaitForExitAsync();
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    static async Task AnswersAsync(SandboxProcess sandbox)
    {
        await sandbox.Input.WriteAsync("you\n"u8.ToArray());
        await sandbox.Input.FlushAsync();
        using var reader = new StreamReader(sandbox.Output, leaveOpen: true);
        Assert.Equal("heard you", await reader.ReadLineAsync());
    }

    // As root, or as nobody in particular from a folder that all may read.
    static Process Host(string script, string? open = null)
    {
        var program = Path.Combine(open ?? AppContext.BaseDirectory, "Argosy.Sandbox.Tests.dll");
        string[] words = open is null ? ["dotnet", "exec", program, script] : ["setpriv", "--reuid=60700", "--regid=60700", "--clear-groups", "dotnet", "exec", program, script];
        var start = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["HOME"] = "/tmp";
        return Process.Start(start)!;
    }

    static string Copy()
    {
        var folder = Outside.Folder();
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "Argosy.*")) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        return folder;
    }
}
