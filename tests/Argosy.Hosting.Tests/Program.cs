using System.Diagnostics;
using System.Globalization;
using Argosy.Hosting.Journal;
using Argosy.Hosting.Tests.Journal;

namespace Argosy.Hosting.Tests;

/// <summary>What the tests start as a process of its own, and a measurement for people.</summary>
internal static class Program
{
    static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["journal-writer", var folder]:
                return Write(folder);
            case ["journal-latency", var folder, var appends]:
                return Measure(folder, int.Parse(appends, CultureInfo.InvariantCulture));
            default:
                Console.Error.WriteLine("usage: journal-writer FOLDER | journal-latency FOLDER APPENDS");
                return 2;
        }
    }

    // Appends until it is killed, and says of each batch that it is durable only when it is.
    static int Write(string folder)
    {
        using var journal = OrderJournal.Open(folder, SampleRecords.SmallSegments).Value;
        for (var next = journal.Sequence + 1; ; next = journal.Sequence + 1)
        {
            journal.Append(SampleRecords.Batch(next));
            Console.Out.WriteLine(journal.Sequence.ToString(CultureInfo.InvariantCulture));
            Console.Out.Flush();
        }
    }

    static int Measure(string folder, int appends)
    {
        using var journal = OrderJournal.Open(folder).Value;
        var batch = new JournalRecord[] { SampleRecords.Intent(1) };
        var microseconds = new double[appends];
        for (var i = 0; i < appends; i++)
        {
            var begin = Stopwatch.GetTimestamp();
            journal.Append(batch);
            microseconds[i] = Stopwatch.GetElapsedTime(begin).TotalMicroseconds;
        }
        Array.Sort(microseconds);
        Console.Out.WriteLine($"durable append of one order: p50 {microseconds[appends / 2]:F0} us, p99 {microseconds[appends * 99 / 100]:F0} us, max {microseconds[^1]:F0} us ({appends} appends)");
        return 0;
    }
}
