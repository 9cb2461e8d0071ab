using System.Globalization;
using System.Runtime.InteropServices;

namespace Argosy.Sandbox.Starting;

/// <summary>What a program made with .NET needs in a sandbox: its folder, the runtime, and settings that agree with the limits.</summary>
public static class DotNetProgram
{
    /// <summary>Where the runtime of this process lives (the folder of <c>dotnet</c>).</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));

    /// <summary>The same sandbox, fit for a .NET program: sees its folder and the runtime; an allocation beyond the memory limit is an exception in the program where that can be.</summary>
    /// <param name="spec">Whose file is a program beside its assemblies.</param>
    public static SandboxSpec Fit(SandboxSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DOTNET_ROOT"] = Root,
            // Its mapping is a file of 2 GB in memory, longer than files may be here.
            ["DOTNET_EnableWriteXorExecute"] = "0",
            // No door for debuggers.
            ["DOTNET_EnableDiagnostics"] = "0",
            ["DOTNET_gcConcurrent"] = "0",
            ["DOTNET_gcServer"] = "0",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        };
        // The heap's share; the rest is for code, stacks and what the program starts.
        if (spec.Limits.MemoryBytes < long.MaxValue) environment["DOTNET_GCHeapHardLimit"] = "0x" + (spec.Limits.MemoryBytes / 4 * 3).ToString("x", CultureInfo.InvariantCulture);
        // Profiled code pays off in long work only; who starts the host decides.
        if (Environment.GetEnvironmentVariable("DOTNET_TieredPGO") is { } profiled) environment["DOTNET_TieredPGO"] = profiled;
        foreach (var (name, value) in spec.Environment) environment[name] = value;
        return spec with { ReadOnly = [.. spec.ReadOnly, Path.GetDirectoryName(spec.File)!, Root], Environment = environment };
    }
}
