using System.Runtime.CompilerServices;
using Argosy.Core.Orders;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.BuiltIn;

/// <summary>How a comparison becomes a target.</summary>
static class Lean
{
    /// <summary>States the direction of a sign; 0, equal values or no value yet, changes nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Towards(this StrategyContext context, int sign)
    {
        if (sign != 0) context.Target((Direction)sign);
    }
}
