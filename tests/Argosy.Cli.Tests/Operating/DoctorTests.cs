using System.Text.Json;

namespace Argosy.Cli.Tests.Operating;

/// <summary>The doctor makes sandboxes in earnest.</summary>
public sealed class DoctorTests
{
    [Fact]
    public void Doctor_OnAMachineThatHoldsBots_FindsEveryPartAtWork()
    {
        var run = CommandRun.Of("doctor", "--json", "-").AssertDone();
        using var said = JsonDocument.Parse(run.Output);
        Assert.True(said.RootElement.GetProperty("works").GetBoolean());
        var parts = said.RootElement.GetProperty("findings").EnumerateArray().ToDictionary(f => f.GetProperty("part").GetString()!, f => (State: f.GetProperty("state").GetString(), Remedy: f.GetProperty("remedy").GetString()));
        foreach (var part in new[] { "programs", "start", "network", "host's files", "host's processes", "changes", "memory limit", "process limit", "disk limit", "worker" }) Assert.Equal("ok", parts[part].State);
        Assert.Contains(parts["Deno"].State, new[] { "ok", "weaker" });
        Assert.All(parts.Values, part => Assert.Equal(part.State == "ok", part.Remedy!.Length == 0));
    }

    [Fact]
    public void Doctor_ForPeople_EndsWithItsVerdict()
    {
        var run = CommandRun.Of("doctor").AssertDone();
        Assert.Contains("ok       network", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("\nBots run here, and cannot get out.\n", run.Output, StringComparison.Ordinal);
    }
}
