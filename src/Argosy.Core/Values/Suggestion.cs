namespace Argosy.Core.Values;

/// <summary>What somebody probably meant by a misspelt name.</summary>
public static class Suggestion
{
    /// <summary>The candidate nearest to <paramref name="word"/>, the first of equally near ones; null when none is near enough to be meant.</summary>
    /// <remarks>Case does not count. Near enough: an edit for every three letters begun but fewer than there are letters, or the beginning of the candidate.</remarks>
    public static string? For(string word, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(candidates);
        var typed = word.ToLowerInvariant();
        string? best = null;
        var least = int.MaxValue;
        foreach (var candidate in candidates)
        {
            var name = candidate.ToLowerInvariant();
            var distance = Distance(typed, name);
            var allowed = Math.Min((Math.Max(typed.Length, name.Length) + 2) / 3, typed.Length - 1);
            var begins = typed.Length >= 2 && name.StartsWith(typed, StringComparison.Ordinal);
            if ((distance > allowed && !begins) || distance >= least) continue;
            (best, least) = (candidate, distance);
        }
        return best;
    }

    /// <summary>", did you mean 'x'?" or nothing: to be put after the name that is not known.</summary>
    public static string Phrase(string word, IEnumerable<string> candidates) =>
        For(word, candidates) is { } near ? $", did you mean '{near}'?" : "";

    /// <summary>Letters to insert, delete, replace or swap with a neighbour to turn one word into the other.</summary>
    /// <remarks>Source: optimal string alignment distance (restricted Damerau–Levenshtein).</remarks>
    public static int Distance(string a, string b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var (before, last, row) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++) last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
            (before, last, row) = (last, row, before);
        }
        return last[b.Length];
    }
}
