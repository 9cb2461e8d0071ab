using System.Globalization;
using Argosy.Core.Values;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;

namespace Argosy.Venues.Binance.Usdm;

/// <summary>Reads the account's executions and finds out whose they are: the venue names orders by its own numbers, of conditional ones by those of the orders they sent.</summary>
internal sealed class UsdmFills(BinanceRest rest, UsdmSymbols symbols, UsdmChildren children)
{
    /// <summary>The longest stretch one request may ask for, ms.</summary>
    public const long Week = 7 * 86_400_000L;

    // The venue keeps half a year.
    const long Kept = 180 * 86_400_000L;
    const long Hour = 3_600_000;
    const int Most = 1000, MostForced = 100;

    /// <summary>All executions of these instruments from an instant on, oldest first.</summary>
    public async Task<Result<IReadOnlyList<VenueFill>>> SinceAsync(IReadOnlyCollection<string> instruments, long from, CancellationToken cancellation)
    {
        var all = new List<VenueFill>();
        foreach (var instrument in instruments)
        {
            if (symbols.Find(instrument) is not { } listing) return symbols.Unknown(instrument);
            var read = await PagesAsync(listing, null, from, cancellation).ConfigureAwait(false);
            if (!read.Ok) return read;
            var named = await NamedAsync(listing, read.Value, from, cancellation).ConfigureAwait(false);
            if (!named.Ok) return named;
            all.AddRange(named.Value);
        }
        return all.OrderBy(fill => fill.Time).ToArray();
    }

    /// <summary>The executions of one order.</summary>
    /// <param name="instrument">Its instrument.</param>
    /// <param name="number">The venue's number of it.</param>
    /// <param name="clientId">Our id, which they are told under.</param>
    /// <param name="began">When it was placed, Unix ms.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<Result<IReadOnlyList<VenueFill>>> OfAsync(string instrument, string number, string clientId, long began, CancellationToken cancellation)
    {
        if (symbols.Find(instrument) is not { } listing) return symbols.Unknown(instrument);
        if (number.Length == 0) return Error.Corrupt($"Binance: {clientId} was executed and names no order");
        var read = await PagesAsync(listing, number, began, cancellation).ConfigureAwait(false);
        return read.Ok ? read.Value.Where(fill => fill.VenueOrderId == number).Select(fill => fill with { ClientId = clientId }).ToArray() : read;
    }

    async Task<Result<IReadOnlyList<VenueFill>>> PagesAsync(Listing listing, string? number, long from, CancellationToken cancellation)
    {
        var (all, known) = (new List<VenueFill>(), new HashSet<TradeKey>());
        var to = rest.Clock.Now;
        var start = Math.Max(from, Math.Max(0, to - Kept));
        while (true)
        {
            // The window that reaches now stays open: the clocks may differ by a little.
            var isLast = start + Week > to;
            var request = new BinanceRequest(HttpMethod.Get, "/fapi/v1/userTrades", new(5)) { IsSigned = true, IsUrgent = true }
                .With("symbol", listing.Symbol).With("orderId", number).With("startTime", Text(start)).With("endTime", isLast ? null : Text(start + Week - 1)).With("limit", Text(Most));
            var answer = await rest.SendAsync(request, cancellation).ConfigureAwait(false);
            if (!answer.Ok) return answer.Error!;
            var page = UsdmOrderAnswers.Trades(answer.Value, listing.Instrument.Name);
            if (!page.Ok) return page;
            var before = all.Count;
            all.AddRange(page.Value.Where(fill => known.Add(fill.Key)));
            if (page.Value.Count < Most)
            {
                if (isLast) return all;
                start += Week;
            }
            else if (all.Count == before)
            {
                // More of one instant than a page holds: numbers tell them apart, where times do not.
                var instant = await OfInstantAsync(listing, number, start, page.Value.Max(NumberOf), cancellation).ConfigureAwait(false);
                if (!instant.Ok) return instant;
                all.AddRange(instant.Value.Where(fill => known.Add(fill.Key)));
                start++;
            }
            else
            {
                // The last instant is read again: it may hold more.
                start = page.Value.Max(fill => fill.Time);
            }
        }
    }

    // Those of one instant, from a number on.
    async Task<Result<IReadOnlyList<VenueFill>>> OfInstantAsync(Listing listing, string? order, long time, long next, CancellationToken cancellation)
    {
        var all = new List<VenueFill>();
        while (true)
        {
            var request = new BinanceRequest(HttpMethod.Get, "/fapi/v1/userTrades", new(5)) { IsSigned = true, IsUrgent = true }.With("symbol", listing.Symbol).With("orderId", order).With("fromId", Text(next)).With("limit", Text(Most));
            var answer = await rest.SendAsync(request, cancellation).ConfigureAwait(false);
            if (!answer.Ok) return answer.Error!;
            var page = UsdmOrderAnswers.Trades(answer.Value, listing.Instrument.Name);
            if (!page.Ok) return page;
            all.AddRange(page.Value.Where(fill => fill.Time == time));
            if (page.Value.Count < Most || page.Value.Any(fill => fill.Time > time)) return all;
            next = page.Value.Max(NumberOf);
        }
    }

    static long NumberOf(VenueFill fill) => Number(fill.TradeId);

    async Task<Result<IReadOnlyList<VenueFill>>> NamedAsync(Listing listing, IReadOnlyList<VenueFill> found, long from, CancellationToken cancellation)
    {
        if (found.Count == 0) return Result<IReadOnlyList<VenueFill>>.Of(found);
        var named = await OrdersAsync(listing, found, cancellation).ConfigureAwait(false);
        if (!named.Ok) return named.Error!;
        var names = named.Value;
        if (found.Any(IsOrphan) && await LearnAsync(listing, from, cancellation).ConfigureAwait(false) is { } unlearnt) return unlearnt;
        // What no list of orders names may be the venue's own close.
        if (found.Any(fill => IsOrphan(fill) && !names.ContainsKey(fill.VenueOrderId)) && await ForcedAsync(listing, found, names, cancellation).ConfigureAwait(false) is { } failed) return failed;
        return found.Select(fill => fill with { ClientId = NameOf(fill), Cause = UsdmCause.Of(NameOf(fill)) }).ToArray();

        string? NameOf(VenueFill fill) => children.ParentOf(fill.Instrument, fill.VenueOrderId) ?? names.GetValueOrDefault(fill.VenueOrderId);

        bool IsOrphan(VenueFill fill) => NameOf(fill) is var name && !Argosy.Hosting.Orders.ClientOrderId.TryParse(name, out _) && UsdmCause.Of(name) is null;
    }

    // Names of the orders by which the venue closed positions.
    async Task<Error?> ForcedAsync(Listing listing, IReadOnlyList<VenueFill> found, Dictionary<string, string> names, CancellationToken cancellation)
    {
        var (next, end) = (Math.Max(0, found.Min(fill => fill.Time) - Hour), found.Max(fill => fill.Time));
        while (next <= end)
        {
            var until = Math.Min(end, next + Week - 1);
            var request = new BinanceRequest(HttpMethod.Get, "/fapi/v1/forceOrders", new(20)) { IsSigned = true, IsUrgent = true }.With("symbol", listing.Symbol).With("startTime", Text(next)).With("endTime", Text(until)).With("limit", Text(MostForced));
            var answer = await rest.SendAsync(request, cancellation).ConfigureAwait(false);
            if (!answer.Ok) return answer.Error;
            var page = UsdmJson.Guard("forced orders", () => answer.Value.EnumerateArray().Select(row => (Id: UsdmJson.Digits(row, "orderId"), Name: UsdmJson.Text(row, "clientOrderId"), Time: UsdmJson.Long(row, "time"))).ToArray());
            if (!page.Ok) return page.Error;
            var before = names.Count;
            foreach (var (id, name, _) in page.Value) names[id] = name;
            if (page.Value.Length < MostForced) next = until + 1;
            else if (names.Count == before) return Error.Corrupt($"Binance: {MostForced} forced orders of {listing.Instrument.Name} at {next} cannot be told apart by time");
            else next = page.Value.Max(row => row.Time);
        }
        return null;
    }

    // Client ids by number, from the first order of these executions to the last.
    async Task<Result<Dictionary<string, string>>> OrdersAsync(Listing listing, IReadOnlyList<VenueFill> found, CancellationToken cancellation)
    {
        var numbers = found.Select(fill => Number(fill.VenueOrderId)).Distinct().Order().ToArray();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var next = 0; next < numbers.Length;)
        {
            var request = new BinanceRequest(HttpMethod.Get, "/fapi/v1/allOrders", new(5)) { IsSigned = true, IsUrgent = true }.With("symbol", listing.Symbol).With("orderId", Text(numbers[next])).With("limit", Text(Most));
            var answer = await rest.SendAsync(request, cancellation).ConfigureAwait(false);
            if (!answer.Ok) return answer.Error!;
            var page = UsdmJson.Guard("orders", () => answer.Value.EnumerateArray().Select(row => (Id: UsdmJson.Digits(row, "orderId"), Name: UsdmJson.Text(row, "clientOrderId"))).ToArray());
            if (!page.Ok) return page.Error!;
            foreach (var (id, name) in page.Value) names[id] = name;
            var last = page.Value.Length == 0 ? numbers[next] : Math.Max(numbers[next], page.Value.Max(row => Number(row.Id)));
            while (next < numbers.Length && numbers[next] <= last) next++;
        }
        return names;
    }

    /// <summary>Learns which orders were sent by conditional ones that were placed four weeks before an instant or later.</summary>
    public async Task<Error?> LearnAsync(Listing listing, long from, CancellationToken cancellation)
    {
        var start = Math.Max(0, Math.Max(from - (4 * Week), rest.Clock.Now - Kept));
        for (; start <= rest.Clock.Now; start += Week)
        {
            var request = new BinanceRequest(HttpMethod.Get, "/fapi/v1/allAlgoOrders", new(5)) { IsSigned = true, IsUrgent = true }
                .With("symbol", listing.Symbol).With("startTime", Text(start)).With("endTime", Text(start + Week - 1)).With("limit", Text(Most));
            var answer = await rest.SendAsync(request, cancellation).ConfigureAwait(false);
            if (!answer.Ok) return answer.Error;
            var rows = UsdmJson.Guard("conditional orders", () => answer.Value.EnumerateArray().ToArray());
            if (!rows.Ok) return rows.Error;
            foreach (var row in rows.Value)
            {
                var algo = UsdmOrderAnswers.Algo(row, listing.Instrument.Name);
                if (!algo.Ok) return algo.Error;
                children.Learn(algo.Value);
            }
        }
        return null;
    }

    static long Number(string digits) => long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
