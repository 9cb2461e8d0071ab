namespace Argosy.Research.Statistics;

/// <summary>All ways to choose some things out of many, in lexicographic order.</summary>
public static class Combinations
{
    /// <summary>Every choice of <paramref name="chosen"/> out of 0..<paramref name="count"/>−1, rising; each is an array of its own.</summary>
    public static IEnumerable<int[]> Of(int count, int chosen)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(chosen);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(chosen, count);
        var current = new int[chosen];
        for (var i = 0; i < chosen; i++) current[i] = i;
        while (true)
        {
            yield return [.. current];
            var last = chosen - 1;
            while (last >= 0 && current[last] == count - chosen + last) last--;
            if (last < 0) yield break;
            current[last]++;
            for (var i = last + 1; i < chosen; i++) current[i] = current[i - 1] + 1;
        }
    }
}
