namespace Argosy.Hosting.Tests.Gateways;

/// <summary>Time that passes when everything due has been done.</summary>
internal sealed class VirtualTime
{
    readonly PriorityQueue<Action, (long Time, long Sequence)> _waiting = new();
    long _sequence;

    public long Now { get; private set; } = 1_790_000_000_000;

    public void After(long milliseconds, Action what) => _waiting.Enqueue(what, (Now + Math.Max(0, milliseconds), _sequence++));

    public void RunUntil(long end)
    {
        while (_waiting.TryPeek(out var what, out var due) && due.Time <= end)
        {
            _waiting.Dequeue();
            Now = due.Time;
            what();
        }
        Now = end;
    }
}
