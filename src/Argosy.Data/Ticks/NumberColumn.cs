using Argosy.Data.Import;
using Argosy.Data.Numbers;

namespace Argosy.Data.Ticks;

/// <summary>Numbers as they were read, until the scale that holds all of them is known.</summary>
internal sealed class NumberColumn
{
    readonly List<long> _mantissas = [];
    readonly List<byte> _decimals = [];

    public int Count => _mantissas.Count;

    public int Rounded { get; private set; }

    public void Add(in DecimalText number)
    {
        _mantissas.Add(number.Mantissa);
        _decimals.Add((byte)number.Decimals);
        if (number.Rounded) Rounded++;
    }

    /// <summary>Takes back the rows from <paramref name="count"/> on.</summary>
    public void Cut(int count)
    {
        _mantissas.RemoveRange(count, _mantissas.Count - count);
        _decimals.RemoveRange(count, _decimals.Count - count);
    }

    public void See(Scaling scaling) => scaling.See(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_mantissas), System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_decimals));

    public long[] Units(Scaling scaling)
    {
        var units = _mantissas.ToArray();
        Rounded += scaling.Apply(units, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_decimals));
        return units;
    }
}
