using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Argosy.Research.Benchmarks;

/// <summary>Where a measurement was made: without it a number says nothing.</summary>
/// <param name="Processor">Its name.</param>
/// <param name="Cores">Logical cores this process may use.</param>
/// <param name="System">Operating system.</param>
/// <param name="Runtime">Version of .NET.</param>
/// <param name="Commit">Commit of the sources the program was built from; null outside a repository.</param>
public sealed record BenchMachine(string Processor, int Cores, string System, string Runtime, string? Commit)
{
    /// <summary>This machine and build.</summary>
    public static BenchMachine Here() =>
        new(ProcessorName(), Environment.ProcessorCount, RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription, CommitOf(AppContext.BaseDirectory));

    static string ProcessorName()
    {
        const string file = "/proc/cpuinfo";
        var line = File.Exists(file) ? File.ReadLines(file).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    static string? CommitOf(string folder)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["-C", folder, "describe", "--always", "--dirty", "--exclude=*"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true });
            if (git is null) return null;
            var commit = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return git.ExitCode == 0 ? commit : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // No git: the commit stays unknown, and the report says so.
            return null;
        }
    }
}
