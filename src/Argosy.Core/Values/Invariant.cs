using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Argosy.Core.Values;

/// <summary>Checks that stay on in Release: a broken invariant stops the run that broke it.</summary>
public static class Invariant
{
    /// <summary>Throws <see cref="InvariantException"/> when <paramref name="holds"/> is false.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check([DoesNotReturnIf(false)] bool holds, string what)
    {
        if (!holds) Throw(what);
    }

    [DoesNotReturn]
    static void Throw(string what) => throw new InvariantException(what);
}

/// <summary>A broken invariant: a programming error, never bad input.</summary>
public sealed class InvariantException(string what) : Exception(what);
