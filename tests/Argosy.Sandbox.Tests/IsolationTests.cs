using System.IO.Pipes;
using System.Net;
using System.Net.Sockets;
using Argosy.Sandbox.Running;

namespace Argosy.Sandbox.Tests;

/// <summary>Nothing of the host, and nothing of another sandbox, is within reach.</summary>
public sealed class IsolationTests : IDisposable
{
    readonly string _folder = Outside.Folder();

    public IsolationTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "shown"));
        File.WriteAllText(Path.Combine(_folder, "shown", "bars"), "bars\n");
        File.WriteAllText(Path.Combine(_folder, "keys"), "secret\n");
        File.CreateSymbolicLink(Path.Combine(_folder, "shown", "link"), "../keys");
    }

    string Shown => Path.Combine(_folder, "shown");

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public async Task Folder_BelowAClosedOne_IsSeenReadOnly_AndNothingBesideIt()
    {
        var (_, text) = await Shells.RunAsync($"cat {Shown}/bars; ls -A {_folder}; cat {_folder}/keys {Shown}/link; echo x >> {Shown}/bars; rm {Shown}/bars; touch {Shown}/new {_folder}/new; chmod 777 {Shown}/bars; echo done", readOnly: Shown);
        Assert.Equal("bars\nshown\ndone\n", text);
        Assert.Equal("bars\n", await File.ReadAllTextAsync(Path.Combine(Shown, "bars")));
        Assert.Equal(["bars", "link"], Directory.EnumerateFileSystemEntries(Shown).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task FilesOfTheHost_DoNotExist()
    {
        var (_, text) = await Shells.RunAsync("for f in /etc/passwd /etc/shadow /root /home /var /run /sys /proc/1/root/etc/passwd /proc/1/cwd/etc/passwd /proc/self/root/../etc/passwd; do test -e $f && echo $f; done; echo done");
        Assert.Equal("done\n", text);
    }

    [Fact]
    public async Task System_CannotBeChanged()
    {
        var (_, text) = await Shells.RunAsync("for f in / /usr /usr/bin /etc /dev /proc/sys/kernel/hostname /proc/sysrq-trigger; do (echo x > $f/x || echo x > $f) 2>/dev/null && echo wrote $f; done; mount -t tmpfs x /tmp 2>/dev/null && echo mounted; chroot / true 2>/dev/null && echo chrooted; mknod /tmp/disk b 254 0 2>/dev/null && echo node; echo done");
        Assert.Equal("done\n", text);
    }

    [Fact]
    public async Task ProcessesOfTheHost_AreNotSeenAndNotSignalled()
    {
        var own = Environment.ProcessId;
        await using var other = Shells.Start("while read line; do echo \"$line\"; done");
        var (_, text) = await Shells.RunAsync($"kill -9 {own} {other.ProcessId} || echo unknown; kill -STOP -1; ls -d /proc/[0-9]* | wc -l; test -e /proc/{own}/status -a {own} -gt 20 && echo seen; echo done");
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(("unknown", "done"), (lines[0], lines[^1]));
        Assert.InRange(int.Parse(lines[1]), 1, 5);
        Assert.Equal(3, lines.Length);
        await other.Input.WriteAsync("alive\n"u8.ToArray());
        await other.Input.FlushAsync();
        using var reader = new StreamReader(other.Output);
        Assert.Equal("alive", await reader.ReadLineAsync());
    }

    [Fact]
    public async Task Network_IsNotThere()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var hidden = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var name = $"argosy-{Guid.NewGuid():N}";
        hidden.Bind(new UnixDomainSocketEndPoint("\0" + name));
        hidden.Listen();
        var script = "use Socket; socket(my $s, AF_INET, SOCK_STREAM, 0); print connect($s, sockaddr_in($ARGV[0], INADDR_LOOPBACK)) ? 'reached' : 'tcp:no '; socket(my $u, AF_UNIX, SOCK_STREAM, 0); print connect($u, pack('S a*', AF_UNIX, \"\\0$ARGV[1]\")) ? 'reached' : 'unix:no '; socket(my $d, AF_INET, SOCK_DGRAM, 0); print send($d, 'x', 0, sockaddr_in(53, inet_aton('192.0.2.1'))) ? 'reached' : 'udp:no'";
        var (_, text) = await Shells.RunAsync($"exec perl -e '{script.Replace("'", "'\\''", StringComparison.Ordinal)}' {port} {name}");
        Assert.Equal("tcp:no unix:no udp:no", text);
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task Sandboxes_DoNotSeeEachOther()
    {
        await using var first = Shells.Start("echo mine > /tmp/mine; echo mine > /work/mine; echo mine > /dev/shm/mine; echo on; sleep 300");
        using var reader = new StreamReader(first.Output);
        Assert.Equal("on", await reader.ReadLineAsync());
        var (_, text) = await Shells.RunAsync("ls -A /tmp /work /dev/shm; ipcs -a | grep -c 0x; echo done");
        Assert.Equal("/dev/shm:\n\n/tmp:\n\n/work:\n0\ndone\n", text);
    }

    [Fact]
    public async Task Environment_IsItsOwn()
    {
        Environment.SetEnvironmentVariable("ARGOSY_TEST_SECRET", "secret");
        var (_, text) = await Shells.RunAsync("env | sort; tr '\\0' '\\n' < /proc/1/environ");
        Assert.DoesNotContain("secret", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("HOME=/tmp\nLANG=C.UTF-8\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Descriptors_OfTheHost_AreNotInherited()
    {
        await using var open = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
        var (_, text) = await Shells.RunAsync("exec perl -e 'opendir D, \"/proc/self/fd\"; print join \" \", sort grep { /\\d/ && readlink(\"/proc/self/fd/$_\") !~ m{/proc/} } readdir D'");
        Assert.Equal("0 1 2", text);
    }

    [Fact]
    public async Task Program_HasNoRights()
    {
        var (_, text) = await Shells.RunAsync("grep -E '^(CapInh|CapPrm|CapEff|CapBnd|CapAmb|NoNewPrivs)' /proc/self/status | tr -d '\\t\\n '");
        Assert.Matches("^CapInh:0+CapPrm:0+CapEff:0+CapBnd:0+CapAmb:0+NoNewPrivs:1$", text);
    }

    [Fact]
    public async Task Folder_ThatIsGivenAndClosed_IsRefused()
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess) return;
        var closed = Directory.CreateDirectory(Path.Combine(_folder, "closed"), UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite).FullName;
        var refused = Starting.Sandboxes.Open().Value.Start(new Starting.SandboxSpec { File = "/usr/bin/true", ReadOnly = [closed] });
        Assert.Contains($"'chmod o+rx {closed}' opens it", refused.Error!.Message, StringComparison.Ordinal);
        await Task.CompletedTask;
    }

    [Theory]
    [InlineData("/usr/bin/nothing-here", "does not exist")]
    [InlineData("usr/bin/true", "expected an absolute path")]
    [InlineData("/usr/../usr/bin/true", "expected an absolute path without '..'")]
    public void Program_ThatIsNoProgram_IsRefused(string file, string expected)
    {
        var refused = Starting.Sandboxes.Open().Value.Start(new Starting.SandboxSpec { File = file });
        Assert.Contains(expected, refused.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Program_OutsideOfWhatIsShown_IsRefused()
    {
        var refused = Starting.Sandboxes.Open().Value.Start(new Starting.SandboxSpec { File = Path.Combine(_folder, "keys"), ReadOnly = [Shown] });
        Assert.Contains("is not among what its sandbox sees", refused.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("name a folder below it", Starting.Sandboxes.Open().Value.Start(new Starting.SandboxSpec { File = "/usr/bin/true", ReadOnly = ["/etc"] }).Error!.Message, StringComparison.Ordinal);
    }
}
