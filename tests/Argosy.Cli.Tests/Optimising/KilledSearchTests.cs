using System.Diagnostics;

namespace Argosy.Cli.Tests.Optimising;

/// <summary>Searches in a process of their own that is killed in the middle of its work.</summary>
public sealed class KilledSearchTests : IDisposable
{
    const int Jobs = 2;

    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("grid", 3)]
    [InlineData("tpe", 37)]
    public void Resume_AfterAKill_LosesAtMostWhatWasRunning(string method, int after)
    {
        var (whole, killed) = (_folder.File("whole.json"), _folder.File("killed.json"));
        string[] trials = method == "grid" ? [] : ["--trials", "150"];
        string[] words = ["optimize", "--data", CommandRun.FourHours, "--strategy", "ma-cross", "--range", "fast=5..19", "--range", "slow=20..200:10", "--method", method, "--jobs", $"{Jobs}", .. trials];
        CommandRun.Of([.. words, "--json", whole]).AssertDone();

        var kept = KillAfter(after, [.. words, "--json", killed], $"{killed}.trials");
        Assert.False(File.Exists(killed));
        var resumed = CommandRun.Of([.. words, "--resume", killed]).AssertDone();
        Assert.Equal(SearchText.Of(whole), SearchText.Of(killed));
        var total = method == "grid" ? 15 * 19 : 150;
        using var document = System.Text.Json.JsonDocument.Parse(File.ReadAllText(killed));
        // Every whole line is a trial that does not run again.
        Assert.Equal(total - kept, document.RootElement.GetProperty("performance").GetProperty("trials").GetInt32());
        Assert.Equal(["killed.json", "whole.json"], _folder.Names);
    }

    [Fact]
    public void Resume_AfterKillsInTheMiddleOfAGroup_RunsOnlyWhatWasNotNoted()
    {
        // Long enough that a set takes a while: 32 of them share their averages and run one after another.
        const int Group = 32, Trials = 8 * 12;
        CommandRun.Of("data", "synth", "--bars", "400000", "--name", "minutes", "--store", _folder.File("store")).AssertDone();
        var (whole, killed) = (_folder.File("whole.json"), _folder.File("killed.json"));
        string[] words = ["optimize", "--data", _folder.File("store/minutes.bars"), "--strategy", "ma-cross", "--range", "fast=5..40:5", "--range", "slow=60..170:10", "--jobs", "1"];
        CommandRun.Of([.. words, "--json", whole]).AssertDone();
        var gained = new List<int>();
        for (var kept = 0; gained.Count < 4;)
        {
            string[] last = gained.Count == 0 ? ["--json", killed] : ["--resume", killed];
            var now = KillAfter(kept + 4, [.. words, .. last], $"{killed}.trials");
            gained.Add(now - kept);
            kept = now;
        }
        // A group that was noted as one would have come whole.
        Assert.Contains(gained, count => count is > 1 and < Group);
        CommandRun.Of([.. words, "--resume", killed]).AssertDone();
        Assert.Equal(SearchText.Of(whole), SearchText.Of(killed));
        using var document = System.Text.Json.JsonDocument.Parse(File.ReadAllText(killed));
        Assert.Equal(Trials - gained.Sum(), document.RootElement.GetProperty("performance").GetProperty("trials").GetInt32());
    }

    // Kills the process by its handle once the journal holds so many trials.
    static int KillAfter(int trials, string[] words, string journal)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "argosy.dll"));
        foreach (var word in words) start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        while (!process.HasExited && Lines(journal) < trials + 1) Thread.Sleep(1);
        process.Kill();
        process.WaitForExit();
        Assert.NotEqual(0, process.ExitCode);
        return Lines(journal) - 1;
    }

    static int Lines(string path)
    {
        if (!File.Exists(path)) return 0;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray().AsSpan().Count((byte)'\n');
    }
}
