using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Argosy.Research.Sweeps;

/// <summary>Divides a column by one number, each value by itself.</summary>
static class Divide
{
    /// <summary>Divides in place.</summary>
    public static void By(Span<double> values, double divisor)
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        var i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            var by = Vector512.Create(divisor);
            for (; i + 8 <= values.Length; i += 8) (Vector512.LoadUnsafe(ref first, (nuint)i) / by).StoreUnsafe(ref first, (nuint)i);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            var by = Vector256.Create(divisor);
            for (; i + 4 <= values.Length; i += 4) (Vector256.LoadUnsafe(ref first, (nuint)i) / by).StoreUnsafe(ref first, (nuint)i);
        }
        for (; i < values.Length; i++) values[i] /= divisor;
    }
}
