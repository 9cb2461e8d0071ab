using Argosy.Data.Numbers;

namespace Argosy.Data.Import;

/// <summary>Finds a column's scale and brings its numbers to it.</summary>
/// <remarks>
/// The scale is the smallest number of decimals that holds every value, capped so that the largest stays below 10^<c>digits</c> units and at 18;
/// what lies beyond a cap is rounded half to even.
/// </remarks>
internal sealed class Scaling(int digits)
{
    int _decimals;
    int _magnitude = int.MinValue;

    /// <summary>Decimal places of a unit, 0..18.</summary>
    public int Scale => Math.Max(0, Math.Min(_decimals, Math.Min(Core.Values.Exact.MaxScale, _magnitude == int.MinValue ? 18 : digits - _magnitude)));

    /// <summary>Looks at some values.</summary>
    public void See(ReadOnlySpan<long> mantissas, ReadOnlySpan<byte> decimals)
    {
        for (var i = 0; i < mantissas.Length; i++)
        {
            int places = decimals[i];
            if (mantissas[i] == 0) continue;
            if (places > _decimals) _decimals = places;
            var magnitude = DecimalText.Magnitude(mantissas[i], places);
            if (magnitude > _magnitude) _magnitude = magnitude;
        }
    }

    /// <summary>Brings values to the scale, in place; returns how many lost digits.</summary>
    public int Apply(Span<long> mantissas, ReadOnlySpan<byte> decimals)
    {
        var scale = Scale;
        var lost = 0;
        for (var i = 0; i < mantissas.Length; i++)
        {
            if (decimals[i] == scale) continue;
            mantissas[i] = DecimalText.ToUnits(mantissas[i], decimals[i], scale, out var rounded);
            if (rounded) lost++;
        }
        return lost;
    }
}
