using System.Runtime.Intrinsics;

namespace Argosy.Research.Sweeps;

/// <summary>How many doubles are compared at once; what comes out is the same for all.</summary>
enum Lanes
{
    /// <summary>One by one.</summary>
    One = 1,
    /// <summary>128 bits.</summary>
    Two = 2,
    /// <summary>256 bits.</summary>
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
        : Vector256.IsHardwareAccelerated ? Lanes.Four
        : Vector128.IsHardwareAccelerated ? Lanes.Two
        : Lanes.One;
}
