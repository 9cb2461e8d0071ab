namespace Argosy.Sandbox.Starting;

/// <summary>The programs of the system that make a sandbox; null where one is missing.</summary>
sealed record Tools
{
    static readonly string[] Folders = ["/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin"];

    public string? Bubblewrap { get; init; }

    public string? SetPrivileges { get; init; }

    public string? SetLimits { get; init; }

    public string? Unshare { get; init; }

    public string? Mount { get; init; }

    /// <summary>Whether the host is root, which drops its rights before anything else.</summary>
    public bool IsRoot { get; init; }

    public static Tools OfMachine() => new()
    {
        Bubblewrap = Find("bwrap"),
        SetPrivileges = Find("setpriv"),
        SetLimits = Find("prlimit"),
        Unshare = Find("unshare"),
        Mount = Find("mount"),
        IsRoot = Environment.IsPrivilegedProcess,
    };

    /// <summary>What is missing, by name; empty when all is there.</summary>
    public IReadOnlyList<string> Missing()
    {
        List<string> missing = [];
        if (Bubblewrap is null) missing.Add("bwrap");
        if (SetLimits is null) missing.Add("prlimit");
        if (IsRoot && SetPrivileges is null) missing.Add("setpriv");
        return missing;
    }

    static string? Find(string name) => Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
