using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Reconciling;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Binance;

/// <content>The account: what it holds, what came and went, what its key may do, and its stream.</content>
public sealed partial class BinanceSpot
{
    const int MostFlows = 1000;
    // The longest stretch one answer may cover is 90 days; the last day of each is asked for by both neighbours.
    const long FlowStretchMs = 89 * 86_400_000L;

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<AssetBalance>>> BalancesAsync(CancellationToken cancellation)
    {
        var answer = await _rest.SendAsync(Signed(HttpMethod.Get, "/api/v3/account", new(20)), cancellation).ConfigureAwait(false);
        return answer.Ok ? BinanceAnswers.Balances(answer.Value) : answer.Error!;
    }

    /// <inheritdoc/>
    public Task<Result<IReadOnlyList<VenuePosition>>> PositionsAsync(CancellationToken cancellation) => Task.FromResult(Result<IReadOnlyList<VenuePosition>>.Of([]));

    /// <inheritdoc/>
    /// <remarks>Deposits, withdrawals and their fees, and transfers between this wallet and the owner's others (futures, margin, funding, options), of which the venue keeps six months.</remarks>
    public async Task<Result<IReadOnlyList<VenueFlow>>> FlowsAsync(long from, CancellationToken cancellation)
    {
        var flows = new List<VenueFlow>();
        foreach (var (path, read) in ((string, Func<JsonElement, Result<IReadOnlyList<VenueFlow>>>)[])[("/sapi/v1/capital/deposit/hisrec", BinanceFlows.Deposits), ("/sapi/v1/capital/withdraw/history", BinanceFlows.Withdrawals)])
        {
            for (var start = from; start <= Clock.Now; start += FlowStretchMs)
            {
                for (var offset = 0; ; offset += MostFlows)
                {
                    var request = Signed(HttpMethod.Get, path, new(1)).With("startTime", Text(start)).With("endTime", Text(start + FlowStretchMs)).With("limit", Text(MostFlows)).With("offset", Text(offset));
                    var answer = await _rest.SendAsync(request, cancellation).ConfigureAwait(false);
                    var page = answer.Ok ? read(answer.Value) : answer.Error!;
                    if (!page.Ok) return page;
                    flows.AddRange(page.Value.Where(flow => flow.Time >= from));
                    if (answer.Value.GetArrayLength() < MostFlows) break;
                }
            }
        }
        var transfers = await _transfers.SinceAsync(from, cancellation).ConfigureAwait(false);
        if (!transfers.Ok) return transfers;
        flows.AddRange(transfers.Value);
        return flows.DistinctBy(flow => (flow.Id, flow.Kind, flow.Asset)).OrderBy(flow => flow.Time).ToArray();
    }

    /// <inheritdoc/>
    /// <remarks>Where the venue has no list of a key's restrictions (its own test network), what the account may do is taken instead.</remarks>
    public async Task<Result<KeyRights>> RightsAsync(CancellationToken cancellation)
    {
        var answer = await _rest.SendAsync(Signed(HttpMethod.Get, "/sapi/v1/account/apiRestrictions", new(1)), cancellation).ConfigureAwait(false);
        if (answer.Ok) return BinanceFlows.Restrictions(answer.Value);
        if (answer.Error!.Kind != ErrorKind.NotFound) return answer.Error;
        var account = await _rest.SendAsync(Signed(HttpMethod.Get, "/api/v3/account", new(20)), cancellation).ConfigureAwait(false);
        return account.Ok ? BinanceFlows.AccountRights(account.Value) : account.Error!;
    }

    /// <inheritdoc/>
    public Task<Result<bool>> SetMarginAsync(string instrument, int leverage, bool isolated, CancellationToken cancellation) =>
        Task.FromResult(leverage <= 1 ? Result<bool>.Of(true) : Error.NotSupported("Binance spot knows no leverage"));

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The adapter has no key.</exception>
    public Task FollowAsync(IAccountListener listener, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(listener);
        var key = _key ?? throw new InvalidOperationException("the account's stream needs a key");
        var feed = new BinanceAccountFeed(listener, new BinanceAccountReader(InstrumentOf), _transfers.Stale);
        return new VenueStream(new()
        {
            Address = _ => ValueTask.FromResult(new Uri(_options.SocketApi, "/ws-api/v3")),
            Connect = _options.Connect,
            Frame = feed.Frame,
            Opened = async (connection, ended) =>
            {
                if (!Clock.IsKnown && await _rest.SyncAsync(ended).ConfigureAwait(false) is { } failed) throw new InvalidDataException(failed.Message);
                await BinanceLogin.EnterAsync(connection, key, Clock.Now, (int)_options.ReceiveWindow.TotalMilliseconds, feed.Frame, ended).ConfigureAwait(false);
                _transfers.Stale();
                listener.OnConnected();
            },
            Lost = loss => listener.OnLost(loss.Reason),
            // An account may be quiet for long; a broken connection is found by its missing pong.
            Silence = TimeSpan.FromDays(2),
        }, _time).RunAsync(cancellation);
    }
}
