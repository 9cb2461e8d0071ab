using System.ComponentModel;
using System.Diagnostics;
using Argosy.Sandbox.Limits;
using Argosy.Sandbox.Starting;
using Argosy.Sandbox.Users;

namespace Argosy.Sandbox.Running;

/// <summary>A program that runs in a sandbox. Nothing of it is left when <see cref="Ended"/> is done.</summary>
public sealed class SandboxProcess : IAsyncDisposable
{
    static readonly TimeSpan OfGroup = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan Burial = TimeSpan.FromSeconds(5);

    readonly Process _process;
    readonly SandboxSpec _spec;
    readonly ControlGroup? _group;
    readonly UserLease? _user;
    readonly bool _isHeld;
    readonly LastWords _words = new();
    readonly Task _errors;
    readonly MemoryWatch? _watch;
    readonly Timer? _groupWatch;
    readonly Lock _gate = new();
    readonly long _begin = Stopwatch.GetTimestamp();
    (int Process, string Born)? _inside;
    (SandboxEnding Kind, string Why)? _killed;
    bool _isGone;

    internal SandboxProcess(Process process, SandboxSpec spec, ControlGroup? group, UserLease? user, bool isHeld)
    {
        (_process, _spec, _group, _user, _isHeld) = (process, spec, group, user, isHeld);
        ProcessId = process.Id;
        var limits = spec.Limits;
        Input = process.StandardInput.BaseStream;
        Output = new CountedStream(process.StandardOutput.BaseStream, limits.OutputBytes, () => Kill(SandboxEnding.Output, $"it wrote more than its {Size.Of(limits.OutputBytes ?? 0)} of output"));
        _errors = _words.ReadAsync(process.StandardError.BaseStream, limits.ErrorBytes, () => Kill(SandboxEnding.Output, $"it wrote more than its {Size.Of(limits.ErrorBytes)} of error output"));
        if (group is null && limits.MemoryBytes < long.MaxValue) _watch = new MemoryWatch(ProcessId, limits.MemoryBytes, () => Kill(SandboxEnding.Memory, EndReason.Memory(limits)));
        // Version 1 ends one process of the group alone; the sandbox ends with it.
        if (group is { Version: 1 }) _groupWatch = new Timer(_ => EndWhereOneDid(group), null, OfGroup, OfGroup);
        Ended = EndAsync();
    }

    /// <summary>Its standard input.</summary>
    public Stream Input { get; }

    /// <summary>Its standard output; ends early when there is more than the limit.</summary>
    public Stream Output { get; }

    /// <summary>The last lines of its error output so far, at most 4 KiB.</summary>
    public string LastWords => _words.Text;

    /// <summary>The outermost process's number on the host, for who guards it from outside.</summary>
    public int ProcessId { get; }

    /// <summary>The user id it runs as where that is one of its own; null where it is the host's.</summary>
    public int? UserId => _user?.User;

    /// <summary>Done when the program and all it started are gone.</summary>
    public Task<SandboxEnd> Ended { get; }

    /// <summary>How much of the processor it and all it started have used, and how long they waited for it.</summary>
    public ProcessorUse Used() => ProcessTree.Used(ProcessId);

    /// <summary>Ends it at once with all it started; the first reason given counts. Returns before it is gone.</summary>
    /// <param name="why">One sentence that goes on from "it was stopped:", e.g. "it has not answered for 2 s".</param>
    public void Kill(string why) => Kill(SandboxEnding.Killed, why);

    /// <summary>Ends it and waits until it is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        Kill("its host let it go");
        await Ended.ConfigureAwait(false);
        _watch?.Dispose();
        if (_groupWatch is not null) await _groupWatch.DisposeAsync().ConfigureAwait(false);
        await Input.DisposeAsync().ConfigureAwait(false);
        await Output.DisposeAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    void EndWhereOneDid(ControlGroup group)
    {
        if (group.HasRunOut()) Kill(SandboxEnding.Memory, EndReason.Memory(_spec.Limits));
    }

    void Kill(SandboxEnding kind, string why)
    {
        lock (_gate)
        {
            if (_isGone || _killed is not null) return;
            _killed = (kind, why);
            LookInside();
            try
            {
                // In a sandbox everything ends with its first process.
                _process.Kill(entireProcessTree: !_isHeld);
            }
            catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or AggregateException)
            {
                // It ended by itself in the meantime.
            }
        }
    }

    async Task<SandboxEnd> EndAsync()
    {
        await Task.WhenAny(_process.WaitForExitAsync(), Task.Delay(200)).ConfigureAwait(false);
        lock (_gate) LookInside();
        await _process.WaitForExitAsync().ConfigureAwait(false);
        var code = _process.ExitCode;
        lock (_gate) _isGone = true;
        _watch?.Dispose();
        if (_groupWatch is not null) await _groupWatch.DisposeAsync().ConfigureAwait(false);
        // Before its account is closed.
        var ranOut = _group?.HasRunOut() ?? false;
        await BuryAsync().ConfigureAwait(false);
        await Task.WhenAny(_errors, Task.Delay(1000)).ConfigureAwait(false);
        var end = EndReason.Of(code, _killed, ranOut, _words.Text, _spec.Limits, _isHeld);
        _user?.Dispose();
        return end;
    }

    // The first process inside: everything in the sandbox ends before it is gone.
    void LookInside()
    {
        if (!_isHeld || _inside is not null || ProcessTree.Children(ProcessId) is not [var first, ..]) return;
        if (ProcessTree.Born(first) is { } born) _inside = (first, born);
    }

    static void EndAll(IReadOnlyList<int> processes)
    {
        foreach (var id in processes)
        {
            try
            {
                using var process = Process.GetProcessById(id);
                process.Kill();
            }
            catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception)
            {
                // It ended by itself in the meantime.
            }
        }
    }

    async Task BuryAsync()
    {
        var begin = Stopwatch.GetTimestamp();
        // One that is killed while it is made may not have tied itself to its first process yet: its user is asked for as well.
        var wasMade = Stopwatch.GetElapsedTime(_begin) > Burial;
        while (Stopwatch.GetElapsedTime(begin) < Burial)
        {
            List<int> left = [];
            if (_inside is { } inside && ProcessTree.Born(inside.Process) == inside.Born) left.Add(inside.Process);
            if (_user is not null && !wasMade) left.AddRange(ProcessTree.OfUser(_user.User));
            if (left.Count == 0 && (_group?.Remove() ?? true)) return;
            if (!wasMade || Stopwatch.GetElapsedTime(begin) > Grace) EndAll(left);
            await Task.Delay(2).ConfigureAwait(false);
        }
    }
}
