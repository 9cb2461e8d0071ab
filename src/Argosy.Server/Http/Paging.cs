using System.Globalization;

namespace Argosy.Server.Http;

/// <summary>What lists have in common: how many at once, and where to go on.</summary>
internal static class Paging
{
    /// <summary>Most rows of a page.</summary>
    public const int Most = 1_000;

    /// <summary>Why a page of this size is not given; null: it is.</summary>
    public static ApiFailure? Check(int limit, int most = Most) => limit is > 0 && limit <= most ? null : ApiFailure.BadInput($"limit: {limit} is out of range; expected 1 to {most}", "limit");

    /// <summary>Reads a cursor that is a number; false where it is none.</summary>
    public static bool TryNumber(string? after, out long? number)
    {
        number = null;
        if (after is null) return true;
        if (!long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var read)) return false;
        number = read;
        return true;
    }

    /// <summary>What a cursor that is none is answered with.</summary>
    public static ApiFailure BadCursor(string? after) => ApiFailure.BadInput($"after: '{after}' is no place in this list; expected the next of the page before", "after");

    /// <summary>A page of what is all at hand; the cursor is a place in it.</summary>
    public static Page<T> Of<T>(IReadOnlyList<T> all, long after, int limit)
    {
        var begin = (int)Math.Min(after, all.Count);
        var items = all.Skip(begin).Take(limit).ToArray();
        return new Page<T>(items, begin + items.Length < all.Count ? (begin + items.Length).ToString(CultureInfo.InvariantCulture) : null, all.Count);
    }
}
