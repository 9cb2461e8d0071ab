using Argosy.Sandbox.Checks;
using Argosy.Sandbox.Limits;
using Argosy.Sandbox.Running;
using Argosy.Sandbox.Starting;

namespace Argosy.Sandbox.Tests;

/// <summary>What is missing is said, nothing runs without it, and running without it is said too.</summary>
public sealed class CheckTests
{
    [Fact]
    public void Machine_OfTheTests_HoldsBots()
    {
        var check = SandboxCheck.OfMachine;
        Assert.True(check.Works, check.Refusal);
        Assert.Equal("", check.Refusal);
        Assert.Equal(["programs", "start", "user"], check.Findings.Take(3).Select(f => f.Part));
    }

    [Fact]
    public void Machine_WithoutBubblewrap_IsRefused()
    {
        var check = SandboxCheck.Make(Tools.OfMachine() with { Bubblewrap = null });
        Assert.False(check.Works);
        Assert.Equal("bots need a sandbox, and none can be made here: bwrap missing (Debian and Ubuntu: apt install bubblewrap). 'argosy doctor' tells more; --unsafe-no-sandbox runs them without, with all of your rights", check.Refusal);
    }

    [Fact]
    public void Machine_WhereTheStartFails_IsRefusedWithWhatWasSaid()
    {
        var folder = Outside.Folder();
        try
        {
            var broken = Path.Combine(folder, "bwrap");
            File.WriteAllText(broken, "#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(broken, (UnixFileMode)0b111_101_101);
                File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
            }
            var check = SandboxCheck.Make(Tools.OfMachine() with { Bubblewrap = broken });
            Assert.Contains("bwrap: No permissions to create new namespace (", check.Refusal, StringComparison.Ordinal);
            Assert.Equal((FindingState.Missing, "start"), (check.Findings[^1].State, check.Findings[^1].Part));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Fact]
    public async Task Sandbox_ThatCannotBeMade_SaysWhy()
    {
        if (!Environment.IsPrivilegedProcess) return;
        // A folder below a closed one, and no view of files of its own to show it in.
        var folder = Outside.Folder();
        try
        {
            var shown = Directory.CreateDirectory(Path.Combine(folder, "shown")).FullName;
            var plain = new Sandboxes(SandboxMode.Enforced, Tools.OfMachine(), new ChainFeatures(false, true), ControlGroupRoots.None);
            var started = plain.Start(new SandboxSpec { File = "/usr/bin/true", ReadOnly = [shown] });
            await using var sandbox = started.Value;
            var end = await sandbox.Ended;
            Assert.Equal(SandboxEnding.NotStarted, end.Kind);
            Assert.Equal($"its sandbox could not be made: bwrap: Can't find source path {shown}: Permission denied", end.Why);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Fact]
    public async Task UnsafeMode_WarnsEachTime_AndRunsBare()
    {
        var mark = $"argosy-mark-{Guid.NewGuid():N}";
        List<string> said = [];
        Sandboxes.Open(SandboxMode.Unsafe, said.Add);
        var sandboxes = Sandboxes.Open(SandboxMode.Unsafe, said.Add).Value;
        Assert.Equal(2, said.Count);
        Assert.All(said, line => Assert.StartsWith("warning: bots run WITHOUT a sandbox", line, StringComparison.Ordinal));
        await using var sandbox = sandboxes.Start(new SandboxSpec { File = "/usr/bin/sh", Arguments = ["-c", $"test -e /etc/passwd && echo bare; sh -c 'sleep 300; : {mark}' & wait"] }).Value;
        using var reader = new StreamReader(sandbox.Output);
        Assert.Equal("bare", await reader.ReadLineAsync());
        Assert.True(await Outside.ComesAsync(() => Outside.Processes(mark).Count > 0));
        sandbox.Kill("a test wants it");
        Assert.Equal("it was stopped: a test wants it", (await sandbox.Ended).Why);
        Assert.True(await Outside.ComesAsync(() => Outside.Processes(mark).Count == 0));
    }

    [Fact]
    public void ControlGroups_AreMadeInTheHostsOwnFirst()
    {
        var old = ControlGroupRoots.Read(["cgroup /sys/fs/cgroup/memory cgroup rw,relatime,memory 0 0", "cgroup /sys/fs/cgroup/cpu,cpuacct cgroup rw,cpu,cpuacct 0 0", "proc /proc proc rw 0 0"], ["4:memory:/host/a", "2:cpu,cpuacct:/", "0::/"]);
        Assert.Equal(["/sys/fs/cgroup/memory/host/a", "/sys/fs/cgroup/memory/host", "/sys/fs/cgroup/memory"], old.Memory);
        Assert.Equal(["/sys/fs/cgroup/cpu,cpuacct"], old.Cpu);
        Assert.Empty(old.Unified);
        var now = ControlGroupRoots.Read(["cgroup2 /sys/fs/cgroup cgroup2 rw,nosuid 0 0"], ["0::/user.slice/argosy.service"]);
        Assert.Equal(["/sys/fs/cgroup/user.slice/argosy.service", "/sys/fs/cgroup/user.slice", "/sys/fs/cgroup"], now.Unified);
        Assert.Empty(now.Memory);
    }

    [Fact]
    public async Task ControlGroups_OfEndedSandboxes_AreRemoved()
    {
        var before = Groups();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Shells.RunAsync("echo on")));
        Assert.True(await Outside.ComesAsync(() => Groups() <= before));

        static int Groups() => ControlGroupRoots.OfMachine.Memory.Concat(ControlGroupRoots.OfMachine.Unified).Where(Directory.Exists).Sum(root => Directory.GetDirectories(root, $"argosy-{Environment.ProcessId}-*").Length);
    }
}
