using Argosy.Core.Values;
using Argosy.Hosting.Accounts;

namespace Argosy.Hosting.Ports;

/// <summary>Tries keys of accounts at their venues.</summary>
public interface IAccountProbe
{
    /// <summary>Venues it knows, by name.</summary>
    IReadOnlyList<string> Venues { get; }

    /// <summary>Asks a venue what a key may do and what its account holds; it changes nothing.</summary>
    /// <param name="venue">The venue's name.</param>
    /// <param name="url">Where it is; null for its own address.</param>
    /// <param name="secret">The key.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>An error where the venue refuses the key or does not answer.</returns>
    Task<Result<AccountFindings>> CheckAsync(string venue, Uri? url, AccountSecret secret, CancellationToken cancellation);
}

/// <summary>What a venue says of a key and its account.</summary>
/// <param name="Rights">What the key may do.</param>
/// <param name="Balances">What the account holds; assets of which it holds nothing are left out.</param>
public sealed record AccountFindings(KeyRights Rights, IReadOnlyList<AssetBalance> Balances)
{
    /// <summary>How long each request of the check took, from sending to answer, ms.</summary>
    public IReadOnlyList<double> Times { get; init; } = [];

    /// <summary>Largest share of a rate limit of the venue that is used up as the venue counts, others at this address included, ratio; null where it tells no count.</summary>
    public double? RateUse { get; init; }
}
