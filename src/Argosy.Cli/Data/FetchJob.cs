using Argosy.Cli.Invocation;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Venues.Wire;

namespace Argosy.Cli.Data;

/// <summary>Fetches page after page and puts them away now and then; a venue that cannot answer for a while is asked again.</summary>
internal sealed class FetchJob(IMarketVenue venue, FetchWish wish, FetchedSeries series, TimeProvider time)
{
    const int MostGathered = 20_000, MostAttempts = 8, MostGapsNamed = 20;
    static readonly TimeSpan Often = TimeSpan.FromSeconds(1);

    readonly List<VenueBar> _gathered = [];
    readonly List<string> _gaps = [], _notes = [];
    readonly Backoff _backoff = new(1);
    int _gapCount;

    /// <summary>Bars put away.</summary>
    public int Added { get; private set; }

    /// <summary>What the user should know: holes, where it began.</summary>
    public IEnumerable<string> Notes => [.. _notes, .. _gaps, .. _gapCount > _gaps.Count ? (string[])[$"and {_gapCount - _gaps.Count} gaps more"] : []];

    /// <summary>Fetches until all is there; null, or what failed. Bars fetched before are put away either way.</summary>
    /// <exception cref="OperationCanceledException">The user wants to stop.</exception>
    public async Task<Error?> RunAsync(IProgress<double> progress, CancellationToken cancel)
    {
        var loaded = await PatientlyAsync(() => venue.LoadAsync(cancel), cancel).ConfigureAwait(false);
        if (!loaded.Ok) return loaded.Error;
        var begin = await BeginAsync(cancel).ConfigureAwait(false);
        if (!begin.Ok) return begin.Error;
        if (begin.Value >= wish.To) return null;
        Error? failed;
        try
        {
            failed = await PagesAsync(begin.Value, progress, cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            PutAway();
            throw;
        }
        if (PutAway() is { } unwritable) return unwritable;
        return failed ?? (series.Info is null ? Error.NotFound($"{wish.Venue} has no closed {wish.Timeframe} bars of {wish.Instrument} from {Instants.Text(begin.Value)} on") : null);
    }

    async Task<Error?> PagesAsync(long begin, IProgress<double> progress, CancellationToken cancel)
    {
        var (last, end) = (series.Info?.LastTime, Math.Min(wish.To, time.GetUtcNow().ToUnixTimeMilliseconds()));
        var saved = time.GetTimestamp();
        await foreach (var page in BarPages.ReadAsync(PageAsync, wish.Timeframe, begin, wish.To, cancel).ConfigureAwait(false))
        {
            if (!page.Ok) return page.Error;
            foreach (var bar in page.Value)
            {
                if (last is null && begin < bar.OpenTime) _notes.Add($"the venue has nothing before {Instants.Text(bar.OpenTime)}");
                else if (last is { } before && wish.Timeframe.End(before) < bar.OpenTime) Gap(wish.Timeframe.End(before), bar.OpenTime);
                last = bar.OpenTime;
            }
            _gathered.AddRange(page.Value);
            if (_gathered.Count >= MostGathered || time.GetElapsedTime(saved) > Often)
            {
                if (PutAway() is { } unwritable) return unwritable;
                saved = time.GetTimestamp();
            }
            progress.Report(end > begin ? (double)(last!.Value - begin) / (end - begin) : 1);
            cancel.ThrowIfCancellationRequested();
        }
        return null;
    }

    // A series there is goes on at its end, so that it gets no hole; what lies before its beginning is only missed where the venue has it.
    async Task<Result<long>> BeginAsync(CancellationToken cancel)
    {
        if (series.Info is not { } info) return wish.From!.Value;
        var end = wish.Timeframe.End(info.LastTime);
        if (wish.From is not { } from) return end;
        if (from > end) _notes.Add($"{series.Name} ended at {Instants.Text(end)}: it went on from there, without a hole");
        if (from >= info.FirstTime) return end;
        var earlier = await PageAsync(from, cancel).ConfigureAwait(false);
        if (!earlier.Ok) return earlier.Error!;
        return earlier.Value.Count > 0 && earlier.Value[0].OpenTime < info.FirstTime
            ? Error.BadInput($"--from: {series.Name} begins at {Instants.Text(info.FirstTime)} and nothing can be put before that; give another --name, or a --from not before it")
            : end;
    }

    Task<Result<IReadOnlyList<VenueBar>>> PageAsync(long from, CancellationToken cancel) => PatientlyAsync(() => venue.BarsAsync(wish.Instrument, wish.Timeframe, from, cancel), cancel);

    async Task<Result<T>> PatientlyAsync<T>(Func<Task<Result<T>>> ask, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await ask().ConfigureAwait(false);
            if (answer.Ok) _backoff.Reset();
            var passes = answer.Error?.Kind is ErrorKind.Timeout or ErrorKind.Unavailable or ErrorKind.RateLimited or ErrorKind.Maintenance;
            // Nobody there at the very first is more likely a wrong address than a pause.
            if (!passes || attempt == MostAttempts || (venue.Listings.Count == 0 && attempt == 2)) return answer;
            await Task.Delay(_backoff.Next(), time, cancel).ConfigureAwait(false);
        }
    }

    Error? PutAway()
    {
        if (_gathered.Count == 0) return null;
        if (series.Add(_gathered, venue.Listings[wish.Instrument]) is { } failed) return failed;
        Added += _gathered.Count;
        _gathered.Clear();
        return null;
    }

    void Gap(long from, long to)
    {
        _gapCount++;
        if (_gaps.Count < MostGapsNamed) _gaps.Add($"gap from {Instants.Text(from)} to {Instants.Text(to)}");
    }
}
