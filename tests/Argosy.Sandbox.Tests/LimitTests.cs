using Argosy.Sandbox.Limits;
using Argosy.Sandbox.Running;
using Argosy.Sandbox.Starting;

namespace Argosy.Sandbox.Tests;

/// <summary>Each limit holds and each end says why.</summary>
public sealed class LimitTests
{
    static readonly SandboxLimits Small = new() { MemoryBytes = 64L << 20, Processes = 16, FileBytes = 1 << 20, Descriptors = 32, ErrorBytes = 64 << 10 };

    [Fact]
    public async Task Memory_AboveItsLimit_EndsIt()
    {
        var (end, text) = await Shells.RunAsync("echo on; exec perl -e 'my @a; push @a, \"x\" x 1000000 while 1'", Small);
        Assert.Equal((SandboxEnding.Memory, "it used more than its 64 MiB of memory"), (end.Kind, end.Why));
        Assert.Equal("on\n", text);
    }

    [Fact]
    public async Task Used_CountsWhatItsChildrenRan()
    {
        await using var sandbox = Shells.Start("perl -e '1 while 1' & wait", Small);
        while (sandbox.Used().Spent < TimeSpan.FromMilliseconds(200))
        {
            Assert.False(sandbox.Ended.IsCompleted);
            await Task.Delay(20);
        }
        sandbox.Kill("it has been seen");
        await sandbox.Ended;
        Assert.Equal(TimeSpan.Zero, sandbox.Used().Spent);
    }

    [Fact]
    public async Task Memory_IsWatchedWhereTheKernelDoesNotBoundIt()
    {
        await using var sandbox = Shells.StartWatched("exec perl -e 'my @a; push @a, \"x\" x 1000000 while 1'", Small);
        var end = await sandbox.Ended;
        Assert.Equal((SandboxEnding.Memory, "it used more than its 64 MiB of memory"), (end.Kind, end.Why));
    }

    [Fact]
    public async Task Memory_OfAChildCountsToo()
    {
        await using var sandbox = Shells.StartWatched("perl -e 'my @a; push @a, \"x\" x 1000000 while 1' & wait; sleep 60", Small);
        Assert.Equal(SandboxEnding.Memory, (await sandbox.Ended).Kind);
    }

    [Fact]
    public async Task Memory_OfAChild_EndsThemAllWhereverItIsBounded()
    {
        await using var sandbox = Shells.Start("perl -e 'my @a; push @a, \"x\" x 1000000 while 1' & wait; sleep 600", Small);
        Assert.Equal(SandboxEnding.Memory, (await sandbox.Ended).Kind);
    }

    [Fact]
    public async Task Processes_AboveTheirNumber_AreRefused()
    {
        var (end, text) = await Shells.RunAsync("exec perl -e 'my $n = 0; while (defined(my $p = fork)) { if (!$p) { sleep 60; exit } $n++ } print \"$n: $!\"'", Small);
        Assert.Equal(SandboxEnding.Exited, end.Kind);
        Assert.Matches("^1[0-5]: Resource temporarily unavailable$", text);
    }

    [Fact]
    public async Task File_AboveItsLength_IsRefused()
    {
        var (end, _) = await Shells.RunAsync("exec perl -e '$SIG{XFSZ} = \"DEFAULT\"; open F, \">/work/a\"; syswrite F, \"x\" x 100000 for 1..100'", Small);
        Assert.Equal((SandboxEnding.FileSize, "it wrote a file longer than 1 MiB"), (end.Kind, end.Why));
    }

    [Theory]
    [InlineData("/work")]
    [InlineData("/tmp")]
    [InlineData("/dev/shm")]
    public async Task Folder_FullOfFiles_TakesNoMore(string folder)
    {
        var (end, text) = await Shells.RunAsync($"cd {folder}; for i in 1 2 3 4 5 6 7 8 9; do head -c 1000000 /dev/zero > $i || exit 3; done; echo all", Small, 4 << 20);
        Assert.Equal((SandboxEnding.Exited, 3), (end.Kind, end.ExitCode));
        Assert.Contains("No space left on device", end.LastWords, StringComparison.Ordinal);
        Assert.Equal("", text);
    }

    [Fact]
    public async Task Descriptors_AboveTheirNumber_AreRefused()
    {
        var (_, text) = await Shells.RunAsync("exec perl -e 'my @f; while (open my $f, \"<\", \"/dev/null\") { push @f, $f } print 3 + @f, \": $!\"'", Small);
        Assert.Equal("32: Too many open files", text);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Processor_TimeUsedUp_EndsIt()
    {
        var (end, _) = await Shells.RunAsync("while :; do :; done", Small with { Cpu = TimeSpan.FromSeconds(1), Niceness = 0 });
        Assert.Equal((SandboxEnding.Cpu, "it used more than its 1 s of processor time"), (end.Kind, end.Why));
    }

    [Fact]
    public async Task ErrorOutput_AboveItsSize_EndsIt()
    {
        var (end, _) = await Shells.RunAsync("echo first >&2; while :; do echo it is me again >&2; done", Small);
        Assert.Equal((SandboxEnding.Output, "it wrote more than its 64 KiB of error output"), (end.Kind, end.Why));
        Assert.True(end.LastWords.Length <= 4096);
        Assert.Contains("it is me again", end.LastWords, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_AboveItsSize_EndsIt()
    {
        var (end, text) = await Shells.RunAsync("while :; do echo it is me again; done", Small with { OutputBytes = 100_000 });
        Assert.Equal((SandboxEnding.Output, "it wrote more than its 97.7 KiB of output"), (end.Kind, end.Why));
        Assert.InRange(text.Length, 1, 100_000);
    }

    [Fact]
    public async Task Limits_CannotBeRaisedFromInside()
    {
        var (_, text) = await Shells.RunAsync("prlimit --nproc=10000 --pid $$ || echo refused; (ulimit -n 4096) || echo refused; unshare -U true || echo refused; unshare -m true || echo refused", Small);
        Assert.Equal("refused\nrefused\nrefused\nrefused\n", text);
    }

    [Fact]
    public async Task Limits_OfTwoSandboxes_DoNotCountTogether()
    {
        await using var first = Shells.Start("for i in 1 2 3 4 5 6 7 8; do sleep 60 & done; echo on; wait", Small);
        using var reader = new StreamReader(first.Output);
        Assert.Equal("on", await reader.ReadLineAsync());
        var (_, text) = await Shells.RunAsync("for i in 1 2 3 4 5 6 7 8; do sleep 60 & done; echo on", Small);
        Assert.Equal("on\n", text);
    }

    [Fact]
    public void Limits_ThatMakeNoSense_AreRefused()
    {
        var sandboxes = Sandboxes.Open().Value;
        var wrong = Assert.Throws<ArgumentException>(() => sandboxes.Start(new SandboxSpec { File = "/usr/bin/true", Limits = new SandboxLimits { Processes = 1 } }));
        Assert.Contains("Processes: expected at least 4", wrong.Message, StringComparison.Ordinal);
    }
}
