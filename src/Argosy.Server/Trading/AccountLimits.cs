using System.Text.Json;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Ports;
using Argosy.Server.Http;

namespace Argosy.Server.Trading;

/// <summary>Limits of an account that people set; null or 0 is none.</summary>
/// <param name="Account">The account.</param>
/// <param name="MaxOrder">Largest notional of one entry, quote asset.</param>
/// <param name="MaxPosition">Largest notional of the position in one instrument, quote asset.</param>
/// <param name="MaxOpenOrders">Most open orders.</param>
/// <param name="MaxEntriesPerMinute">Most entries within a minute.</param>
public sealed record AccountLimits(string Account, decimal? MaxOrder = null, decimal? MaxPosition = null, int? MaxOpenOrders = null, int? MaxEntriesPerMinute = null)
{
    /// <summary>Scope of the documents that hold them, one by the account's name.</summary>
    public const string Scope = "account-limits";

    /// <summary>The stored limits of an account; those of nobody where none are stored.</summary>
    public static async Task<AccountLimits> ReadAsync(IDatabase database, string account, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        return await database.Documents.Get(Scope, account, cancellation) is { } text && JsonSerializer.Deserialize<AccountLimits>(text, ApiJson.Options) is { } read ? read : new AccountLimits(account, MaxEntriesPerMinute: new DeskOptions().MaxEntriesPerMinute);
    }

    /// <summary>A desk's options with these limits.</summary>
    public DeskOptions On(DeskOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options with { MaxOrderNotional = MaxOrder ?? 0, MaxPositionNotional = MaxPosition ?? 0, MaxOpenOrders = MaxOpenOrders ?? 0, MaxEntriesPerMinute = MaxEntriesPerMinute ?? 0 };
    }

    /// <summary>Whether any of them lets more through than another set does.</summary>
    public bool IsLooserThan(AccountLimits other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Looser(MaxOrder, other.MaxOrder) || Looser(MaxPosition, other.MaxPosition) || Looser(MaxOpenOrders, other.MaxOpenOrders) || Looser(MaxEntriesPerMinute, other.MaxEntriesPerMinute);
    }

    static bool Looser(decimal? mine, decimal? other) => (other ?? 0) > 0 && ((mine ?? 0) == 0 || mine > other);
}
