using System.Text.Json;
using System.Threading.Channels;
using Argosy.Core.Events;
using Argosy.Engine.Logs;
using Argosy.Engine.Orders;
using Argosy.Research.Results;

namespace Argosy.Research.Logs;

/// <summary>Writes a run's log as JSON lines on a thread of its own; the file appears when the run is complete, or not at all.</summary>
public sealed class RunLogWriter : IRunLog, IDisposable
{
    const int Batch = 256, WaitingBatches = 64;
    static readonly byte[] NewLine = "\n"u8.ToArray();

    readonly IDraft _draft;
    readonly Stream _file;
    // Bounded, and full means wait: a log with holes is no log, and memory must not grow with the run.
    readonly Channel<RunLogEntry[]> _batches = Channel.CreateBounded<RunLogEntry[]>(new BoundedChannelOptions(WaitingBatches) { SingleReader = true, SingleWriter = true, FullMode = BoundedChannelFullMode.Wait });
    readonly Thread _thread;
    IOException? _broken;
    RunLogEntry[] _entries = new RunLogEntry[Batch];
    int _count;
    long _orders, _events;
    bool _completed;

    /// <summary>Opens a draft beside <paramref name="path"/> and writes the header.</summary>
    /// <exception cref="IOException">The draft cannot be made.</exception>
#pragma warning disable CA2000 // The writer ends its draft.
    public RunLogWriter(string path, RunLogHeader header)
        : this(LocalFiles.Instance.Begin(path), header)
    {
    }
#pragma warning restore CA2000

    /// <summary>Writes the header into a draft, which is this writer's from now on.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public RunLogWriter(IDraft draft, RunLogHeader header)
    {
        ArgumentNullException.ThrowIfNull(draft);
        (_draft, _file) = (draft, draft.Stream);
        _file.Write(JsonSerializer.SerializeToUtf8Bytes(header, RunLogJson.Default.RunLogHeader));
        _file.Write(NewLine);
        _thread = new Thread(WriteBatches) { IsBackground = true, Name = "run log" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public void OnOrder(ApprovedOrder order)
    {
        _orders++;
        Add(new RunLogEntry { Order = LoggedOrder.Of(order) });
    }

    /// <inheritdoc/>
    public void OnVotes(long instant, short instrument, string votes, string decision) => Add(new RunLogEntry { Votes = new LoggedVotes(instant, instrument, votes, decision) });

    /// <inheritdoc/>
    public void OnEvent(in OrderEvent orderEvent, ClockPhase phase, long instant)
    {
        _events++;
        Add(new RunLogEntry { Event = LoggedEvent.Of(in orderEvent, phase, instant) });
    }

    /// <inheritdoc/>
    public void OnFunding(in FundingSettlement settlement, long instant)
    {
        _events++;
        Add(new RunLogEntry { Funding = LoggedFunding.Of(in settlement, instant) });
    }

    /// <summary>Writes the last line and gives the file its name.</summary>
    /// <exception cref="IOException">The file could not be written whole; nothing is left of it.</exception>
    public void Complete(string stateHash)
    {
        Add(new RunLogEntry { End = new RunLogEnd(stateHash, _orders, _events) });
        Finish();
        if (_broken is not null) throw new IOException(_broken.Message, _broken);
        _draft.Complete();
        _completed = true;
    }

    /// <summary>Drops the draft of a run that was not completed.</summary>
    public void Dispose()
    {
        if (_completed) return;
        Finish();
        _draft.Dispose();
    }

    void Add(RunLogEntry entry)
    {
        _entries[_count++] = entry;
        if (_count < Batch) return;
        Send(_entries);
        _entries = new RunLogEntry[Batch];
        _count = 0;
    }

    // The engine's thread is synchronous; it waits here only when the disk is slower than the run.
    void Send(RunLogEntry[] batch)
    {
        while (!_batches.Writer.TryWrite(batch))
        {
            if (!_batches.Writer.WaitToWriteAsync().AsTask().GetAwaiter().GetResult()) return;
        }
    }

    void Finish()
    {
        if (_count > 0) Send(_entries[.._count]);
        _count = 0;
        _batches.Writer.TryComplete();
        _thread.Join();
    }

    void WriteBatches()
    {
        while (_batches.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_batches.Reader.TryRead(out var batch)) Write(batch);
        }
    }

    void Write(RunLogEntry[] batch)
    {
        // After a failure the rest is drained unwritten, so that the run is not held up; Complete reports it.
        if (_broken is not null) return;
        try
        {
            foreach (var entry in batch)
            {
                _file.Write(JsonSerializer.SerializeToUtf8Bytes(entry, RunLogJson.Default.RunLogEntry));
                _file.Write(NewLine);
            }
        }
        catch (IOException broken)
        {
            _broken = broken;
        }
    }
}
