using System.Diagnostics;
using Argosy.Cli.Jobs;
using Argosy.Cli.Tests.Optimising;
using Argosy.TestSupport;

namespace Argosy.Cli.Tests.Jobs;

/// <summary>Searches of a C# file in a worker, killed and stopped in the middle of their work.</summary>
public sealed class SandboxedSearchTests : IDisposable
{
    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Resume_AfterTheHostWasKilled_LosesNothingThatWasNoted()
    {
        var (whole, killed) = (_folder.File("whole.json"), _folder.File("killed.json"));
        SandboxedRun.Of([.. Words, "--json", whole]).AssertDone();

        var kept = KillAfter(5, [.. Words, "--json", killed], $"{killed}.trials");

        Assert.False(File.Exists(killed));
        SandboxedRun.Of([.. Words, "--resume", killed]).AssertDone();
        Assert.Equal(SearchText.Of(whole), SearchText.Of(killed));
        using var document = System.Text.Json.JsonDocument.Parse(File.ReadAllText(killed));
        Assert.Equal(Trials - kept, document.RootElement.GetProperty("performance").GetProperty("trials").GetInt32());
        Assert.Equal(["killed.json", "whole.json"], _folder.Names);
    }

    [Fact]
    public async Task Stop_KeepsTheJournal_AndWritesWhatItHas()
    {
        var json = _folder.File("stopped.json");
        using var stop = new CancellationTokenSource();
        var search = Task.Run(() => SandboxedRun.Of(new JobLimits(), stop.Token, [.. Words, "--json", json]));
        StopAfter(4, search, $"{json}.trials", stop);
        var run = await search;

        Assert.True(run.Code == 130, $"{run.Code}: {run.Error}");
        Assert.True(Lines($"{json}.trials") >= 4);
        SandboxedRun.Of([.. Words, "--resume", json]).AssertDone();
        Assert.Equal(["stopped.json"], _folder.Names);
    }

    [Fact]
    public void Trials_AreCountedInTheCatalogueOfTheHost()
    {
        var before = Environment.GetEnvironmentVariable("ARGOSY_DATA");
        Environment.SetEnvironmentVariable("ARGOSY_DATA", _folder.File("store"));
        try
        {
            CommandRun.Of("data", "import", CommandRun.Daily, "--instrument", "BTC/USD", "--name", "daily").AssertDone();
            string[] words = ["backtest", "--data", "daily", "--strategy", Sample("breakout.cs"), "--json", "-", "--param"];
            SandboxedRun.Of([.. words, "entry=10"]).AssertDone();
            SandboxedRun.Of([.. words, "entry=20"]).AssertDone();
            var third = SandboxedRun.Of([.. words, "entry=30"]).AssertDone();
            // The same three again, here: they are known.
            var here = CommandRun.Of([.. words, "entry=30"]).AssertDone();

            Assert.Equal(DeflatedSharpe(here.Output), DeflatedSharpe(third.Output));
            Assert.Single(Directory.GetFiles(_folder.File("store/trials")));
        }
        finally
        {
            Environment.SetEnvironmentVariable("ARGOSY_DATA", before);
        }
    }

    // A search of a second: whoever kills or stops it after a few trials comes in time on a busy machine, too.
    const int Trials = 160;

    static string[] Words => ["optimize", "--data", CommandRun.FourHours, "--strategy", Sample("breakout.cs"), "--range", $"entry=5..{Trials + 4}", "--jobs", "1"];

    static string Sample(string name) => Path.Combine(SharedData.Repository(), "samples", "strategies", name);

    static string DeflatedSharpe(string json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        return document.RootElement.GetProperty("metrics").GetProperty("deflatedSharpe").GetRawText();
    }

    // Nothing here waits for a thread of the pool: the search holds those there are.
    static void StopAfter(int lines, Task search, string journal, CancellationTokenSource stop)
    {
        while (!search.IsCompleted && Lines(journal) < lines) Thread.Sleep(1);
        stop.Cancel();
    }

    // Kills the host by its handle once the journal holds so many trials; its worker ends with it.
    static int KillAfter(int trials, string[] words, string journal)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "argosy"), words) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
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
