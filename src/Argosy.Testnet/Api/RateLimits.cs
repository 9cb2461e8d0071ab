using System.Globalization;

namespace Argosy.Testnet.Api;

/// <summary>Weights by address and orders by account, on the exchange's clock.</summary>
/// <remarks>Over the limit: 429 with Retry-After. Going on in spite of it: 418, a ban of two minutes that doubles with each further one.</remarks>
internal sealed class RateLimits(int weightAMinute, int ordersInTenSeconds)
{
    const long Minute = 60_000, TenSeconds = 10_000, FirstBanMs = 120_000, LongestBanMs = 259_200_000;
    const int Patience = 10;

    readonly Dictionary<string, Usage> _usage = new(StringComparer.Ordinal);
    readonly Dictionary<int, (long Window, int Count)> _orders = [];

    /// <summary>Weight an address may use in a minute.</summary>
    public int Weight { get; set; } = weightAMinute;

    /// <summary>Orders an account may place in ten seconds.</summary>
    public int Orders { get; set; } = ordersInTenSeconds;

    /// <summary>Shuts an address out until a time, Unix ms.</summary>
    public void Ban(string address, long until) => Of(address).BannedUntil = until;

    /// <summary>Counts a request, or refuses it.</summary>
    /// <returns>Weight used in this minute.</returns>
    public int Use(string address, int weight, long now)
    {
        var usage = Of(address);
        if (now < usage.BannedUntil) throw Banned(usage, now);
        var window = now / Minute;
        if (usage.Window != window) (usage.Window, usage.Used, usage.Refused) = (window, 0, 0);
        usage.Used += weight;
        if (usage.Used <= Weight) return usage.Used;
        if (++usage.Refused > Patience)
        {
            usage.BannedUntil = now + Math.Min(LongestBanMs, FirstBanMs << Math.Min(20, usage.Bans++));
            throw Banned(usage, now);
        }
        throw new RefusedException(-1003, $"Too much request weight used; current limit is {Weight} request weight per 1 MINUTE. Please use WebSocket Streams for live updates to avoid polling the API.", 429)
        {
            RetryAfter = Seconds(((window + 1) * Minute) - now),
        };
    }

    /// <summary>Counts an order, or refuses it.</summary>
    /// <returns>Orders in these ten seconds.</returns>
    public int Order(int account, long now)
    {
        var window = now / TenSeconds;
        var (at, count) = _orders.GetValueOrDefault(account);
        count = at == window ? count + 1 : 1;
        _orders[account] = (window, count);
        if (count <= Orders) return count;
        throw new RefusedException(-1015, $"Too many new orders; current limit is {Orders} orders per 10 SECOND.", 429) { RetryAfter = Seconds(((window + 1) * TenSeconds) - now) };
    }

    static RefusedException Banned(Usage usage, long now) => new(-1003, string.Create(CultureInfo.InvariantCulture, $"Way too much request weight used; IP banned until {usage.BannedUntil}. Please use WebSocket Streams for live updates to avoid bans."), 418)
    {
        RetryAfter = Seconds(usage.BannedUntil - now),
    };

    static long Seconds(long ms) => (ms + 999) / 1000;

    Usage Of(string address)
    {
        if (!_usage.TryGetValue(address, out var usage)) _usage.Add(address, usage = new Usage());
        return usage;
    }

    sealed class Usage
    {
        public long Window { get; set; }

        public int Used { get; set; }

        public int Refused { get; set; }

        public int Bans { get; set; }

        public long BannedUntil { get; set; }
    }
}
