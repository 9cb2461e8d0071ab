using System.Diagnostics;
using Argosy.Core.Values;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Observing;
using Argosy.Hosting.Orders;

namespace Argosy.Hosting.Desks;

/// <content>Calls to the venue. None is waited for; each answer is an input of its own.</content>
public sealed partial class AccountDesk
{
    const int HistoryRetryMs = 2_000;

    int _underWay;

    void Perform(GatewayRequest request)
    {
        switch (request)
        {
            case SendOrder send:
                _ = PlaceAsync(send.Order, cancel => _venue.PlaceAsync(send.Order, cancel));
                break;
            case ReplaceOrder replace:
                _ = PlaceAsync(replace.Order, cancel => _venue.ReplaceAsync(replace.Old, replace.OldVenueOrderId, replace.Order, cancel));
                break;
            case CancelOrder cancel:
                _ = CancelAsync(cancel);
                break;
            case QueryOrder query:
                _ = QueryAsync(query);
                break;
            case QueryHistory history:
                _ = HistoryAsync(history.From);
                break;
        }
    }

    async Task PlaceAsync(OrderRequest order, Func<CancellationToken, Task<SendAnswer>> place)
    {
        using var trace = OrderTraces.Source.StartActivity("order.place", ActivityKind.Client);
        trace?.SetTag("order.id", order.Id.ToString()).SetTag("instrument", order.Wish.Instrument).SetTag("account", Account);
        var answer = await Call(place, reason => new SendAnswer(SendAnswerKind.Unknown, Reason: reason)).ConfigureAwait(false);
        trace?.SetTag("answer", answer.Kind.ToString());
        Input(() => _gateway.Answered(order.Id, answer, Now, _step));
    }

    async Task CancelAsync(CancelOrder cancel)
    {
        await Call(token => _venue.CancelAsync(cancel.Order, cancel.VenueOrderId, token), reason => new Error(ErrorKind.FateUnknown, reason)).ConfigureAwait(false);
        Input(() =>
        {
            _gateway.CancelAnswered(cancel.Order.Id, Now);
            _gateway.Tick(Now, _step);
        });
    }

    async Task QueryAsync(QueryOrder query)
    {
        var answer = await Call(token => _venue.QueryAsync(query.Order, query.VenueOrderId, token), _ => new QueryAnswer(QueryAnswerKind.Failed)).ConfigureAwait(false);
        Input(() => _gateway.Queried(query.Order.Id, answer, Now, _step));
    }

    async Task HistoryAsync(long from)
    {
        var instruments = await Ask(Interests).ConfigureAwait(false);
        var fills = await Call(token => _venue.FillsAsync(instruments, from, token), reason => new Error(ErrorKind.Unavailable, reason)).ConfigureAwait(false);
        Input(() =>
        {
            if (!fills.Ok) Later($"history {from}", HistoryRetryMs, () => _ = HistoryAsync(from));
            else Hear(fills.Value);
        });
    }

    // What the journal forgot long after its end comes again where the history is read from before: it is booked, and no lost intent.
    void Hear(IEnumerable<VenueFill> history)
    {
        foreach (var fill in history)
        {
            var isForgotten = ClientOrderId.TryParse(fill.ClientId, out var id) && _gateway.Find(id) is null && (_books.Knows(fill) || fill.Time < _books.SeenUntil - OverlapMs);
            if (!isForgotten) _gateway.Told(fill, Now, _step);
        }
    }

    async Task<T> Call<T>(Func<CancellationToken, Task<T>> call, Func<string, T> failed)
    {
        Interlocked.Increment(ref _underWay);
        try
        {
            return await call(_ending.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever a venue's adapter throws, the outcome is not known.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            return failed(thrown.Message);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    // What of the account is looked at: instruments of bots, of open orders and of positions.
    IReadOnlyCollection<string> Interests()
    {
        var names = new SortedSet<string>(_books.Instruments, StringComparer.Ordinal);
        foreach (var bot in _bots.Values)
        {
            foreach (var instrument in bot.Client?.Instruments ?? []) names.Add(instrument.Name);
        }
        foreach (var order in _gateway.All()) names.Add(order.Request.Wish.Instrument);
        return names;
    }
}
