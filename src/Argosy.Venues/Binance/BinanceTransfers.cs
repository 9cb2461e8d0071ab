using System.Globalization;
using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Hosting.Reconciling;

namespace Argosy.Venues.Binance;

/// <summary>Reads what moved between the spot wallet and the owner's other ones: the venue lists it by pair of wallets, one request each.</summary>
/// <remarks>
/// What was read is kept, so that one request that fails costs one request; all are asked anew when the account's stream told of something, after a gap
/// of it, and after a minute. A pair the account or its key does not have is left out.
/// Source: Binance wallet API documentation, asset/query-user-universal-transfer.
/// </remarks>
internal sealed class BinanceTransfers(BinanceRest rest)
{
    const string Path = "/sapi/v1/asset/transfer";
    const int Most = 100;
    const long FreshMs = 60_000, StretchMs = 30 * 86_400_000L, Kept = 180 * 86_400_000L;

    static readonly string[] Wallets = ["UMFUTURE", "CMFUTURE", "MARGIN", "FUNDING", "OPTION", "PORTFOLIO_MARGIN", "ISOLATED_MARGIN"];
    static readonly string[] Pairs = [.. Wallets.Select(wallet => $"MAIN_{wallet}"), .. Wallets.Select(wallet => $"{wallet}_MAIN")];

    readonly Lock _gate = new();
    readonly Dictionary<string, (long From, long At)> _read = new(StringComparer.Ordinal);
    readonly Dictionary<string, VenueFlow> _known = new(StringComparer.Ordinal);
    int _moves;

    /// <summary>Something moved, or may have unseen: what was read no longer counts.</summary>
    public void Stale()
    {
        lock (_gate)
        {
            _moves++;
            _read.Clear();
        }
    }

    /// <summary>All transfers from an instant on.</summary>
    public async Task<Result<IReadOnlyList<VenueFlow>>> SinceAsync(long from, CancellationToken cancellation)
    {
        var began = rest.Clock.Now;
        string[] due;
        int moves;
        lock (_gate) (moves, due) = (_moves, [.. Pairs.Where(pair => !_read.TryGetValue(pair, out var read) || read.From > from || read.At < began - FreshMs)]);
        var asked = await Task.WhenAll(due.Select(pair => PairAsync(pair, Math.Max(from, began - Kept), cancellation))).ConfigureAwait(false);
        lock (_gate)
        {
            for (var i = 0; i < due.Length; i++)
            {
                if (!asked[i].Ok) continue;
                foreach (var flow in asked[i].Value) _known[flow.Id] = flow;
                // What moved meanwhile may be missing.
                if (moves == _moves) _read[due[i]] = (from, began);
            }
            if (asked.FirstOrDefault(answer => !answer.Ok) is { Error: { } failed }) return failed;
            foreach (var old in _known.Values.Where(flow => flow.Time < from).ToArray()) _known.Remove(old.Id);
            return _known.Values.OrderBy(flow => flow.Time).ThenBy(flow => flow.Id, StringComparer.Ordinal).ToArray();
        }
    }

    /// <summary>Reads one page.</summary>
    internal static Result<IReadOnlyList<VenueFlow>> Page(JsonElement answer, string pair) => BinanceAnswers.Guard<IReadOnlyList<VenueFlow>>("transfers", () =>
        !answer.TryGetProperty("rows", out var rows) ? [] : [.. rows.EnumerateArray().Where(row => BinanceAnswers.Word(row, "status") == "CONFIRMED").Select(row => Flow(row, pair))]);

    async Task<Result<IReadOnlyList<VenueFlow>>> PairAsync(string pair, long from, CancellationToken cancellation)
    {
        var flows = new List<VenueFlow>();
        for (var start = from; start <= rest.Clock.Now; start += StretchMs)
        {
            for (var current = 1; ; current++)
            {
                var request = new BinanceRequest(HttpMethod.Get, Path, new(1)) { IsSigned = true, IsUrgent = true }
                    .With("type", pair).With("startTime", Text(start)).With("endTime", Text(start + StretchMs - 1)).With("current", Text(current)).With("size", Text(Most));
                var answer = await rest.SendAsync(request, cancellation).ConfigureAwait(false);
                // The account has no such wallet, or its key may not ask for it.
                if (answer.Error?.Kind is ErrorKind.NotFound or ErrorKind.Refused or ErrorKind.Unauthorised) return flows;
                var page = answer.Ok ? Page(answer.Value, pair) : answer.Error!;
                if (!page.Ok) return page;
                flows.AddRange(page.Value.Where(flow => flow.Time >= from));
                if (!answer.Value.TryGetProperty("rows", out var rows) || rows.GetArrayLength() < Most) break;
            }
        }
        return flows;
    }

    static VenueFlow Flow(JsonElement row, string pair)
    {
        var amount = BinanceAnswers.Positive(row, "amount");
        return new($"transfer {Text(row.GetProperty("tranId").GetInt64())}", FlowKind.Transfer, BinanceAnswers.Word(row, "asset"), pair.StartsWith("MAIN_", StringComparison.Ordinal) ? -amount : amount, row.GetProperty("timestamp").GetInt64());
    }

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
