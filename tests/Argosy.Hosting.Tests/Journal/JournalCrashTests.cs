using System.Diagnostics;
using System.Globalization;
using Argosy.Core.Values;
using Argosy.Hosting.Journal;

namespace Argosy.Hosting.Tests.Journal;

/// <summary>A writer of its own process is killed at random moments, again and again on the same journal.</summary>
public sealed class JournalCrashTests
{
    static readonly int Kills = Environment.GetEnvironmentVariable("ARGOSY_LONG") is null ? 8 : 60;

    [Fact]
    public void Writer_KilledAtRandomMoments_LosesNothingAcknowledged()
    {
        using var folder = new TemporaryFolder();
        var random = new SeededGenerator(9);
        var known = 0L;
        for (var kill = 0; kill < Kills; kill++)
        {
            var acknowledged = WriteAndKill(folder.Path, 1 + random.NextIndex(400));
            using var journal = OrderJournal.Open(folder.Path, SampleRecords.SmallSegments).Value;
            Assert.True(journal.Sequence >= acknowledged, $"kill {kill}: {acknowledged} records were acknowledged, {journal.Sequence} are there");
            Assert.True(acknowledged > known, $"kill {kill}: the writer did not go on after {known}");
            Assert.Equal(Enumerable.Range(1, (int)journal.Sequence).Select(i => SampleRecords.Any(i)), journal.Recovered);
            known = journal.Sequence;
        }
    }

    static long WriteAndKill(string folder, int lines)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])["exec", typeof(JournalCrashTests).Assembly.Location, "journal-writer", folder]) start.ArgumentList.Add(argument);
        using var writer = Process.Start(start)!;
        var last = 0L;
        for (var i = 0; i < lines; i++) last = long.Parse(writer.StandardOutput.ReadLine() ?? "", CultureInfo.InvariantCulture);
        writer.Kill();
        writer.WaitForExit();
        // What it had said before the end counts as acknowledged, a line cut off does not.
        var rest = writer.StandardOutput.ReadToEnd();
        var said = rest[..(rest.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return said.Length > 0 ? long.Parse(said[^1], CultureInfo.InvariantCulture) : last;
    }
}
