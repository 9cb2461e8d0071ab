using System.CommandLine;
using Argosy.Core.Instruments;
using Argosy.Core.Values;
using Argosy.Hosting.Desks;
using Argosy.Hosting.MarketData;

namespace Argosy.Cli.Running;

/// <summary>A venue as one account sees it, or as paper does, with the bots there.</summary>
/// <param name="Plans">The bots, of which the first says what holds for the account.</param>
/// <param name="Adapters">The venue.</param>
/// <param name="Key">The account's key; null on paper.</param>
sealed record RunSeat(IReadOnlyList<RunPlan> Plans, VenueAdapters Adapters, AccountKey? Key)
{
    /// <summary>The account's desk once it is open; null on paper.</summary>
    public AccountDesk? Desk { get; set; }

    /// <summary>What holds for the account.</summary>
    public RunPlan First => Plans[0];

    /// <summary>The market that is played; null where it goes by itself.</summary>
    public VirtualMarket? Played => Adapters.Market as VirtualMarket;

    /// <summary>The market's time, Unix ms.</summary>
    public Func<long> Clock => Played is { } played ? () => played.Clock.GetUtcNow().ToUnixTimeMilliseconds() : () => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() + (Adapters.Account?.ClockOffset ?? 0);

    /// <summary>Which bots sit together: those of one account at an exchange, or on paper over one market; a recorded market is played to each alone.</summary>
    /// <returns>The bots by seats, or where two contradict.</returns>
    public static Result<IReadOnlyList<IReadOnlyList<RunPlan>>> Group(IReadOnlyList<RunPlan> plans, RunOptions options)
    {
        var groups = plans.Select((plan, i) => (Plan: plan, Key: (plan.Venue, plan.Addresses, plan.IsLive ? plan.Account : "", plan.Venue == VenueKind.Virtual ? i : 0)))
            .GroupBy(pair => pair.Key, pair => pair.Plan).Select(group => (IReadOnlyList<RunPlan>)[.. group]).ToArray();
        foreach (var account in plans.GroupBy(plan => plan.Account, StringComparer.Ordinal))
        {
            var first = account.First();
            if (account.FirstOrDefault(other => other.IsLive != first.IsLive) is { } mixed) return At(mixed, $"--account: {mixed.Account} is live for one bot and paper for another; expected a name of its own for the paper account");
            if (first.IsLive && account.FirstOrDefault(other => other.Venue != first.Venue || other.Addresses != first.Addresses) is { } elsewhere) return At(elsewhere, $"--account: {elsewhere.Account} is at {KebabCase.Of(first.Venue.ToString())} for one bot and elsewhere for another; an account is at one exchange");
            if (!first.IsLive) continue;
            foreach (var other in account)
            {
                if (Differs(options.Key) || Differs(options.MaxOrder) || Differs(options.MaxPosition)) return At(other, $"--account: the bots of {other.Account} say different keys or limits of it; expected them once, for all");
                // The exchange keeps both by instrument.
                foreach (var before in account.TakeWhile(before => before != other))
                {
                    if (before.Instruments.Intersect(other.Instruments).FirstOrDefault() is not { } common) continue;
                    if (before.Settings.Leverage != other.Settings.Leverage) return At(other, $"--leverage: {Apart(common, other)}");
                    if (before.Settings.Margin?.Mode != other.Settings.Margin?.Mode) return At(other, $"--margin: {Apart(common, other)}");
                }
                string Apart(string common, RunPlan plan) => $"two bots trade {common} on {plan.Account} with different leverage or margin; an instrument has one of both, expected the same";
                bool Differs<T>(Option<T> option) => !EqualityComparer<T>.Default.Equals(first.Words.GetValue(option), other.Words.GetValue(option));
            }
        }
        return groups;
    }

    /// <summary>The instruments of a bot as the venue lists them, or which it does not.</summary>
    public Result<IReadOnlyList<Instrument>> InstrumentsOf(RunPlan plan)
    {
        var (market, found) = (Adapters.Market, new List<Instrument>());
        foreach (var name in plan.Instruments)
        {
            if (!market.Listings.TryGetValue(name, out var listing)) return At(plan, $"--instruments: {market.Name} lists no {name}{Suggestion.Phrase(name, market.Listings.Keys)}");
            if (!listing.IsOpen) return At(plan, $"--instruments: {name} does not trade on {market.Name} now");
            found.Add(listing.Instrument);
        }
        if (found.Find(other => other.QuoteAsset != found[0].QuoteAsset) is { } apart) return At(plan, $"--instruments: {found[0].Name} and {apart.Name} have different quote assets; one run has one cash pot");
        return found;
    }

    /// <summary>What cash of commands' trades is in: the quote asset of what is traded, else the one most instruments of the venue have.</summary>
    public string Quote
    {
        get
        {
            var listings = Adapters.Market.Listings;
            if (First.Instruments.Count > 0) return listings[First.Instruments[0]].Instrument.QuoteAsset;
            return listings.Values.GroupBy(listing => listing.Instrument.QuoteAsset, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).FirstOrDefault()?.Key ?? "USDT";
        }
    }

    /// <summary>An error of a bot, with the line of its file where it has one.</summary>
    public static Error At(RunPlan plan, string message) => Error.BadInput(plan.Origins?.Place(message) ?? message);
}
