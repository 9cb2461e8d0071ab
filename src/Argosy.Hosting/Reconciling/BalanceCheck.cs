using Argosy.Core.Values;

namespace Argosy.Hosting.Reconciling;

/// <summary>The outcome of comparing an account's balances with what is known of it.</summary>
/// <param name="Verdict">What follows.</param>
/// <param name="Lines">Every asset, explained.</param>
/// <param name="Message">One sentence that names what is unexplained; empty otherwise.</param>
public sealed record BalanceCheck(AccountVerdict Verdict, IReadOnlyList<AssetLine> Lines, string Message)
{
    /// <summary>Compares.</summary>
    /// <param name="books">What is known.</param>
    /// <param name="venue">The venue's totals, taken after the last movement in the books.</param>
    /// <param name="isSettled">Whether no order is in doubt and no execution is awaited.</param>
    /// <param name="tolerance">Up to how much of an asset counts as explained: 0 but where the venue rounds what it does not tell exactly.</param>
    public static BalanceCheck Of(AccountBooks books, IReadOnlyDictionary<string, decimal> venue, bool isSettled, decimal tolerance = 0)
    {
        var lines = books.Explain(venue);
        var open = lines.Where(line => Math.Abs(line.Unexplained) > tolerance).ToArray();
        if (open.Length == 0) return new(AccountVerdict.Explained, lines, "");
        if (!isSettled) return new(AccountVerdict.Waiting, lines, "");
        var named = string.Join(", ", open.Select(line => $"{Exact.Text(line.Unexplained)} {line.Asset}"));
        return new(AccountVerdict.Unexplained, lines, $"unexplained: {named}. Entries are paused until the venue's history or a person explains it");
    }
}
