using Argosy.Sandbox.Limits;
using Argosy.Sandbox.Running;
using Argosy.Sandbox.Starting;

namespace Argosy.Sandbox.Tests;

/// <summary>Scripts in sandboxes.</summary>
static class Shells
{
    public static SandboxProcess Start(string script, SandboxLimits? limits = null, params string[] readOnly)
    {
        var opened = Sandboxes.Open();
        Assert.True(opened.Ok, opened.Error?.Message);
        var started = opened.Value.Start(new SandboxSpec { File = "/usr/bin/sh", Arguments = ["-c", script], ReadOnly = readOnly, Limits = limits ?? new SandboxLimits() });
        Assert.True(started.Ok, started.Error?.Message);
        return started.Value;
    }

    public static async Task<(SandboxEnd End, string Output)> RunAsync(string script, SandboxLimits? limits = null, params string[] readOnly)
    {
        await using var sandbox = Start(script, limits, readOnly);
        await sandbox.Input.DisposeAsync();
        using var reader = new StreamReader(sandbox.Output, leaveOpen: true);
        var text = await reader.ReadToEndAsync();
        return (await sandbox.Ended, text);
    }
}
