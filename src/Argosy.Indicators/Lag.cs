namespace Argosy.Indicators;

/// <summary>Gives back each number <c>distance</c> pushes later (0: at once); NaN until then.</summary>
internal sealed class Lag
{
    readonly double[] _ring;
    int _next;

    public Lag(int distance)
    {
        _ring = new double[distance];
        Array.Fill(_ring, double.NaN);
    }

    public int Distance => _ring.Length;

    public double Push(double value)
    {
        if (_ring.Length == 0) return value;
        ref var slot = ref _ring[_next];
        var before = slot;
        slot = value;
        if (++_next == _ring.Length) _next = 0;
        return before;
    }
}
