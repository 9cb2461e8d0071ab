namespace Argosy.Sandbox.Limits;

/// <summary>Watches the memory of a tree of processes where the kernel does not bound it: every 50 ms, and every 200 ms while nothing changes.</summary>
sealed class MemoryWatch : IDisposable
{
    static readonly TimeSpan Often = TimeSpan.FromMilliseconds(50);
    const int CalmAfter = 40;
    const int TreeEvery = 4;

    readonly int _process;
    readonly long _most;
    readonly Action _over;
    readonly Timer _timer;
    IReadOnlyList<int> _tree = [];
    long _last;
    int _calm, _round;
    int _isBusy;

    public MemoryWatch(int process, long mostBytes, Action over)
    {
        (_process, _most, _over) = (process, mostBytes, over);
        _timer = new Timer(_ => Look(), null, Often, Often);
    }

    public void Dispose() => _timer.Dispose();

    void Look()
    {
        if (Interlocked.Exchange(ref _isBusy, 1) != 0) return;
        try
        {
            _round++;
            if (_calm >= CalmAfter && _round % TreeEvery != 0) return;
            if (_round % TreeEvery == 0 || _tree.Count == 0 || _calm == 0) _tree = ProcessTree.All(_process);
            var bytes = _tree.Sum(ProcessTree.Memory);
            _calm = bytes == _last ? _calm + 1 : 0;
            _last = bytes;
            if (bytes > _most) _over();
        }
        finally
        {
            Volatile.Write(ref _isBusy, 0);
        }
    }
}
