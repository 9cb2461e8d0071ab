using System.Runtime.Intrinsics;

namespace Argosy.Research.Sweeps;

/// <summary>How many doubles are compared at once; what comes out is the same for all.</summary>
enum Lanes
{
    /// <summary>One by one.</summary>
    One = 1,
    /// <summary>256 bits; two of 128 where the hardware has no wider ones.</summary>
    Four = 4,
    /// <summary>512 bits.</summary>
    Eight = 8,
}

/// <summary>What this machine has.</summary>
static class LaneWidth
{
    /// <summary>The widest lanes the hardware compares in.</summary>
    public static Lanes Widest { get; } =
        Vector512.IsHardwareAccelerated ? Lanes.Eight
        : Vector128.IsHardwareAccelerated ? Lanes.Four
        : Lanes.One;
}
