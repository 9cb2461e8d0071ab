using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Argosy.Hosting.Ports;

namespace Argosy.Campaign.Tests.Running;

/// <summary>A venue's listings as they are when they are asked for.</summary>
internal sealed class LateListings(IMarketVenue venue) : IReadOnlyDictionary<string, Listing>
{
    public Listing this[string key] => venue.Listings[key];

    public IEnumerable<string> Keys => venue.Listings.Keys;

    public IEnumerable<Listing> Values => venue.Listings.Values;

    public int Count => venue.Listings.Count;

    public bool ContainsKey(string key) => venue.Listings.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Listing value) => venue.Listings.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, Listing>> GetEnumerator() => venue.Listings.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
