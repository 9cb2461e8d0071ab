using System.Runtime.CompilerServices;
using Argosy.Core.Values;

namespace Argosy.Indicators;

/// <summary>
/// Tells when one series crosses another: up where the first was at or below the second and is above it now, down where it
/// was at or above and is below now. Values nearer than <see cref="Near.Tolerance"/> are equal, and equal is not yet crossed.
/// </summary>
/// <remarks>Starts with the first pair of numbers; a NaN on either side begins anew. Source: the cross rule of `ma-cross`.</remarks>
public sealed class Cross : IPairIndicator<Crossing>
{
    bool _wasAtMost, _wasAtLeast;

    /// <summary>How many pairs come before the first possible crossing: 1.</summary>
    public int WarmUp => 1;

    /// <summary>Takes the next pair and tells whether <paramref name="first"/> has just crossed <paramref name="second"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Crossing Push(double first, double second)
    {
        var difference = first - second;
        var allowed = Near.Tolerance * Math.Max(Math.Abs(first), Math.Abs(second));
        var atMost = difference <= allowed;
        var atLeast = difference >= -allowed;
        var crossing = _wasAtMost && difference > allowed ? Crossing.Up
            : _wasAtLeast && difference < -allowed ? Crossing.Down
            : Crossing.None;
        _wasAtMost = atMost;
        _wasAtLeast = atLeast;
        return crossing;
    }
}

/// <summary>What two series did at their newest values.</summary>
public enum Crossing
{
    /// <summary>No crossing.</summary>
    None = 0,

    /// <summary>The first series rose above the second.</summary>
    Up = 1,

    /// <summary>The first series fell below the second.</summary>
    Down = -1,
}
