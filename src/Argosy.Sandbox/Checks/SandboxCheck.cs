using System.Diagnostics;
using Argosy.Core.Values;
using Argosy.Sandbox.Limits;
using Argosy.Sandbox.Running;
using Argosy.Sandbox.Starting;

namespace Argosy.Sandbox.Checks;

/// <summary>What of a sandbox works on this machine, found out by making one.</summary>
public sealed class SandboxCheck
{
    static readonly Lazy<SandboxCheck> Made = new(() => Make(Tools.OfMachine()));

    readonly List<SandboxFinding> _findings = [];

    SandboxCheck(Tools tools) => Tools = tools;

    /// <summary>This machine's, made once a process; takes some 50 ms the first time.</summary>
    public static SandboxCheck OfMachine => Made.Value;

    /// <summary>What was tried, in order.</summary>
    public IReadOnlyList<SandboxFinding> Findings => _findings;

    /// <summary>Whether bots can be held here.</summary>
    public bool Works => _findings.All(f => f.State != FindingState.Missing);

    /// <summary>Why bots are refused here, and what to do; empty where they are not.</summary>
    public string Refusal => Works
        ? ""
        : $"bots need a sandbox, and none can be made here: {string.Join("; ", _findings.Where(f => f.State == FindingState.Missing).Select(f => $"{f.Detail} ({f.Remedy})"))}. 'argosy doctor' tells more; --unsafe-no-sandbox runs them without, with all of your rights";

    internal Tools Tools { get; }

    internal ChainFeatures Features { get; private set; } = new(false, false);

    internal static SandboxCheck Make(Tools tools)
    {
        var check = new SandboxCheck(tools);
        if (check.HasPrograms() && check.Starts()) check.TellRest();
        return check;
    }

    bool HasPrograms()
    {
        var missing = Tools.Missing();
        if (missing.Count == 0)
        {
            Add("programs", FindingState.Works, string.Join(", ", new[] { Tools.Bubblewrap, Tools.SetPrivileges, Tools.SetLimits }.Where(t => t is not null)));
            return true;
        }
        var packages = missing.Select(m => m == "bwrap" ? "bubblewrap" : "util-linux").Distinct(StringComparer.Ordinal);
        Add("programs", FindingState.Missing, $"{string.Join(" and ", missing)} missing", $"Debian and Ubuntu: apt install {string.Join(' ', packages)}");
        return false;
    }

    // Tries the most first; what fails is left out if the rest stands without it.
    bool Starts()
    {
        var mayView = Tools is { IsRoot: true, Unshare: not null, Mount: not null };
        var first = "";
        foreach (var features in (ChainFeatures[])[new(mayView, true), new(false, true), new(mayView, false), new(false, false)])
        {
            if (features.OwnView && !mayView) continue;
            var begin = Stopwatch.GetTimestamp();
            var end = Try(features);
            if (first.Length == 0 && end.Length > 0) first = end;
            if (end.Length > 0) continue;
            Features = features;
            Add("start", FindingState.Works, $"a sandbox starts and ends in {Stopwatch.GetElapsedTime(begin).TotalMilliseconds:0} ms");
            return true;
        }
        Add("start", FindingState.Missing, first, Remedies.ForStart(first));
        return false;
    }

    // Empty when it worked, else why not.
    string Try(ChainFeatures features)
    {
        // Seen from a folder of this process, so that the view of files is tried too.
        var shown = features.OwnView ? (IReadOnlyList<string>)[AppContext.BaseDirectory.TrimEnd('/')] : [];
        var spec = new SandboxSpec { File = "/usr/bin/true", ReadOnly = shown, Limits = new SandboxLimits { MemoryBytes = 64L << 20 } };
        var started = new Sandboxes(SandboxMode.Enforced, Tools, features, ControlGroupRoots.OfMachine).Start(spec);
        if (!started.Ok) return started.Error!.Message;
        using var waiting = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            var end = started.Value.Ended.WaitAsync(waiting.Token).GetAwaiter().GetResult();
            return end is { Kind: SandboxEnding.Exited, ExitCode: 0 } ? "" : end.LastWords.Length > 0 ? end.LastWords.Split('\n')[^1] : end.Why;
        }
        catch (OperationCanceledException)
        {
            started.Value.Kill("it did not end");
            return "a sandbox that runs 'true' does not end within 10 s";
        }
    }

    void TellRest()
    {
        // Before, processes of a user count together, in whatever namespace: the limit of a bot would be met by the host's own.
        if (!Tools.IsRoot && Environment.OSVersion.Version < new Version(5, 14)) Add("kernel", FindingState.Missing, $"this kernel ({Environment.OSVersion.Version}) counts the processes of a user in all sandboxes together", "a kernel of 5.14 or later, or a host started as root");
        if (!Tools.IsRoot) Add("user", FindingState.Weaker, "bots run as this host's own user, in a user namespace", "a host started as root gives each bot a user id of its own");
        else Add("user", FindingState.Works, $"each bot has a user id of its own ({Users.UserLease.First} to {Users.UserLease.Last})");
        if (!Features.CloseNamespaces) Add("namespaces", FindingState.Weaker, "bots may make namespaces of their own", "bubblewrap 0.8 or later closes that");
        if (Tools.IsRoot && !Features.OwnView) Add("files", FindingState.Weaker, "only folders open to all users can be shown to bots", "run the host with CAP_SYS_ADMIN, or keep data in folders that others may enter");
        var group = ControlGroup.TryMake(new SandboxLimits(), ControlGroupRoots.OfMachine);
        if (group is null) Add("memory", FindingState.Weaker, "memory is looked at every 50 ms", "a control group with the memory controller that this host may write to bounds it exactly");
        else Add("memory", FindingState.Works, $"bounded by a control group (version {group.Version})");
        group?.Remove();
    }

    void Add(string part, FindingState state, string detail, string remedy = "") => _findings.Add(new(part, state, detail, remedy));
}
