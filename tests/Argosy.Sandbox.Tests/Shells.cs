using Argosy.Core.Values;
using Argosy.Sandbox.Checks;
using Argosy.Sandbox.Limits;
using Argosy.Sandbox.Running;
using Argosy.Sandbox.Starting;

namespace Argosy.Sandbox.Tests;

/// <summary>Scripts in sandboxes.</summary>
static class Shells
{
    public static SandboxProcess Start(string script, SandboxLimits? limits = null, long tmpBytes = 32 << 20, params string[] readOnly) => Started(Sandboxes.Open(), script, limits, tmpBytes, readOnly);

    /// <summary>In a sandbox whose memory no control group bounds, as where the host may make none.</summary>
    public static SandboxProcess StartWatched(string script, SandboxLimits limits)
    {
        var check = SandboxCheck.OfMachine;
        return Started(new Sandboxes(SandboxMode.Enforced, check.Tools, check.Features, ControlGroupRoots.None), script, limits, 32 << 20, []);
    }

    public static async Task<(SandboxEnd End, string Output)> RunAsync(string script, SandboxLimits? limits = null, long tmpBytes = 32 << 20, params string[] readOnly)
    {
        await using var sandbox = Start(script, limits, tmpBytes, readOnly);
        await sandbox.Input.DisposeAsync();
        using var reader = new StreamReader(sandbox.Output, leaveOpen: true);
        var text = await reader.ReadToEndAsync();
        return (await sandbox.Ended, text);
    }

    static SandboxProcess Started(Result<Sandboxes> opened, string script, SandboxLimits? limits, long tmpBytes, string[] readOnly)
    {
        Assert.True(opened.Ok, opened.Error?.Message);
        var started = opened.Value.Start(new SandboxSpec { File = "/usr/bin/sh", Arguments = ["-c", script], ReadOnly = readOnly, Limits = limits ?? new SandboxLimits(), TmpBytes = tmpBytes });
        Assert.True(started.Ok, started.Error?.Message);
        return started.Value;
    }
}
