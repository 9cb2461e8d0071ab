namespace Argosy.Server.Accounts;

/// <summary>An account as its users see it; of the key nothing but its last four letters.</summary>
internal sealed record AccountView
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Venue: binance, binance-usdm or paper.</summary>
    public required string Venue { get; init; }

    /// <summary>Whether it is a paper account: no key, simulated fills.</summary>
    public required bool IsPaper { get; init; }

    /// <summary>Whether nothing may trade on it.</summary>
    public required bool IsDisabled { get; init; }

    /// <summary>Where the venue is; null for its own address.</summary>
    public string? Url { get; init; }

    /// <summary>Last four letters of the key; null without a key, and for those it is shared with.</summary>
    public string? KeyLast4 { get; init; }

    /// <summary>What the key may do; null where nobody asked.</summary>
    public AccountPermissions? Permissions { get; init; }

    /// <summary>What it held at the last check.</summary>
    public IReadOnlyList<BalanceView> Balances { get; init; } = [];

    /// <summary>When it was checked, Unix ms; null for never.</summary>
    public long? LastCheck { get; init; }

    /// <summary>How long the venue took to answer at the last check; null where nothing was measured.</summary>
    public LatencyView? Latency { get; init; }

    /// <summary>Share of the venue's fullest rate limit that was used at the last check; null where nothing was measured.</summary>
    public double? RateUse { get; init; }

    /// <summary>What the last check failed of; null where it did not.</summary>
    public string? Error { get; init; }

    /// <summary>Whose it is; null for one that a run on the command line made.</summary>
    public string? Owner { get; init; }

    /// <summary>Who else sees and uses it.</summary>
    public IReadOnlyList<string> SharedWith { get; init; } = [];
}

/// <summary>What a key may do.</summary>
/// <param name="Trade">Place orders.</param>
/// <param name="Withdraw">Take money out; such a key is refused.</param>
/// <param name="IpRestricted">Whether it works from stated addresses alone; null where the venue does not say.</param>
internal sealed record AccountPermissions(bool Trade, bool Withdraw, bool? IpRestricted);

/// <summary>What an account holds of an asset.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Free">Free to trade.</param>
/// <param name="Locked">In open orders.</param>
internal sealed record BalanceView(string Asset, decimal Free, decimal Locked);

/// <summary>Time from a request to its answer, ms.</summary>
/// <param name="P50">Half take no longer.</param>
/// <param name="P99">All but one in a hundred take no longer.</param>
/// <param name="Requests">How many were measured.</param>
internal sealed record LatencyView(double P50, double P99, int Requests = 0)
{
    /// <summary>Of measured times, ms; null for none.</summary>
    public static LatencyView? Of(IReadOnlyList<double> times)
    {
        if (times.Count == 0) return null;
        double[] sorted = [.. times.Order()];
        return new LatencyView(At(0.5), At(0.99), sorted.Length);

        double At(double share) => Math.Round(sorted[(int)Math.Ceiling(share * sorted.Length) - 1], 1, MidpointRounding.ToEven);
    }
}

/// <summary>A check of a key as it is stored.</summary>
/// <param name="Time">Unix ms.</param>
/// <param name="Permissions">What the key may do; null where the check failed.</param>
/// <param name="Balances">What the account held.</param>
/// <param name="Error">Why it failed; null where it did not.</param>
internal sealed record AccountCheck(long Time, AccountPermissions? Permissions, IReadOnlyList<BalanceView> Balances, string? Error)
{
    /// <summary>How long the venue took to answer; null where nothing was measured.</summary>
    public LatencyView? Latency { get; init; }

    /// <summary>Share of the venue's fullest rate limit that was used; null where nothing was measured.</summary>
    public double? RateUse { get; init; }
}

/// <summary>An account to add.</summary>
/// <param name="Name">Name, unique.</param>
/// <param name="Venue">binance, binance-usdm or paper.</param>
/// <param name="Key">The key's public part; none for paper.</param>
/// <param name="Secret">Its secret part.</param>
/// <param name="Passphrase">Its third part, at venues that have one.</param>
/// <param name="Url">Where the venue is, for test networks; only an owner may say so.</param>
internal sealed record NewAccount(string Name, string Venue, string? Key = null, string? Secret = null, string? Passphrase = null, string? Url = null);

/// <summary>A key in place of the one before.</summary>
/// <param name="Key">The public part.</param>
/// <param name="Secret">The secret part.</param>
/// <param name="Passphrase">The third part, at venues that have one.</param>
internal sealed record NewKey(string Key, string Secret, string? Passphrase = null);

/// <summary>Who else sees and uses an account.</summary>
/// <param name="Users">Names; none to share it no more.</param>
internal sealed record AccountShare(IReadOnlyList<string> Users);
