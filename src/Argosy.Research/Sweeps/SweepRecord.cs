using Argosy.Core.Orders;
using Argosy.Engine.Accounting;

namespace Argosy.Research.Sweeps;

/// <summary>What one set's account did, as far as its figures need it: equity as stretches without a change, and fills where asked for.</summary>
sealed class SweepRecord(bool keepFills)
{
    /// <summary>Whether fills and dust bookings are kept.</summary>
    public bool KeepsFills => keepFills;

    /// <summary>Every fill, where kept.</summary>
    public FillHistory Fills { get; } = new();

    /// <summary>Dust bookings, where fills are kept.</summary>
    public List<CashFlow> Flows { get; } = [];

    /// <summary>Stretches of bars with one cash and one position, without a hole.</summary>
    public List<Stretch> Stretches { get; } = [];

    /// <summary>Forgets everything; the memory is kept for another set.</summary>
    public void Clear()
    {
        Fills.Clear();
        Flows.Clear();
        Stretches.Clear();
    }

    public void Add(in Fill fill)
    {
        if (keepFills) Fills.Add(in fill);
    }

    public void Add(in CashFlow flow)
    {
        if (keepFills) Flows.Add(flow);
    }

    public void Add(int end, double cash, double held) => Stretches.Add(new Stretch(end, cash, held));

    /// <summary>Bars up to <see cref="End"/> (exclusive).</summary>
    public readonly record struct Stretch(int End, double Cash, double Held);
}
