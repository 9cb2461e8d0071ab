using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Reconciling;

namespace Argosy.Venues.Binance.Usdm;

/// <summary>Whose the lines of funding are in hedge mode: each of an instrument's two positions has its own, and the venue does not say which.</summary>
/// <remarks>At a rate above 0 longs pay and shorts receive, at one below 0 the other way round. Rates that were told are kept, so that a line is asked about once.</remarks>
internal sealed class UsdmFundingLegs(UsdmMarket market, UsdmPositionMode mode)
{
    // A line of income follows its settlement within seconds, two settlements of one instrument are an hour apart or more.
    const long LateMs = 10 * 60_000, ClockMs = 1_000, KeptMs = 2 * 86_400_000L;

    readonly SortedDictionary<(string Instrument, long Time), decimal> _rates = [];

    /// <summary>Names the position of each settlement; in one-way mode, and where no rate of its time is known, it stays both.</summary>
    /// <returns>An error where rates cannot be read now.</returns>
    public async Task<Result<IReadOnlyList<VenueFlow>>> NameAsync(IReadOnlyList<VenueFlow> flows, CancellationToken cancellation)
    {
        if (!mode.Last) return Result<IReadOnlyList<VenueFlow>>.Of(flows);
        var named = new VenueFlow[flows.Count];
        for (var i = 0; i < flows.Count; i++)
        {
            named[i] = flows[i];
            if (flows[i] is not { Kind: FlowKind.Funding, Instrument.Length: > 0 } funding) continue;
            var rate = RateAt(funding);
            if (rate is null)
            {
                var told = await market.FundingAsync(funding.Instrument, funding.Time - LateMs, cancellation).ConfigureAwait(false);
                // An instrument that is not listed any more has no rates.
                if (told.Error is { Kind: not (ErrorKind.NotFound or ErrorKind.BadInput) } failed) return failed;
                if (told.Ok) foreach (var settled in told.Value) _rates[(funding.Instrument, settled.Time)] = settled.Rate;
                rate = RateAt(funding);
            }
            if (rate is null or 0) continue;
            named[i] = funding with { Leg = funding.Amount < 0 == rate > 0 ? PositionLeg.Long : PositionLeg.Short };
        }
        Forget(flows);
        return named;
    }

    decimal? RateAt(VenueFlow funding)
    {
        (long Time, decimal Rate)? last = null;
        foreach (var ((instrument, time), rate) in _rates)
        {
            if (instrument == funding.Instrument && time <= funding.Time + ClockMs && time >= funding.Time - LateMs && time >= (last?.Time ?? 0)) last = (time, rate);
        }
        return last?.Rate;
    }

    void Forget(IReadOnlyList<VenueFlow> flows)
    {
        if (flows.Count == 0) return;
        var newest = flows[^1].Time;
        foreach (var old in _rates.Keys.Where(key => key.Time < newest - KeptMs).ToArray()) _rates.Remove(old);
    }
}
