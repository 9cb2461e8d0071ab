using Argosy.Sandbox.Checks;
using Argosy.Sandbox.Running;
using Argosy.Sandbox.Starting;

namespace Argosy.Sandbox.Tests;

public sealed class SandboxesTests
{
    [Fact]
    public async Task Program_SeesOnlyTheSystemAndItsOwnFolders()
    {
        Assert.True(SandboxCheck.OfMachine.Works, SandboxCheck.OfMachine.Refusal);
        var (end, text) = await Shells.RunAsync("ls / | grep -v '^lib\\|^s\\?bin'; echo -; ls /etc /tmp /work; pwd");
        Assert.Equal((SandboxEnding.Exited, 0, "it ended by itself"), (end.Kind, end.ExitCode, end.Why));
        Assert.Equal("dev\netc\nproc\ntmp\nusr\nwork\n-\n/etc:\nld.so.cache\n\n/tmp:\n\n/work:\n/work\n", text);
    }
}
