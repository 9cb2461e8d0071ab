using Argosy.Core.Values;

namespace Argosy.Research.Prediction;

/// <summary>Fisher and Yates' shuffle over a seeded generator.</summary>
static class Shuffle
{
    /// <summary>Puts the items into a random order, in place.</summary>
    public static void Of<T>(Span<T> items, SeededGenerator random)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var other = random.NextIndex(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }
}
