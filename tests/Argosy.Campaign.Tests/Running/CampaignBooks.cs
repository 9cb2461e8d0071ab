using Argosy.Campaign.Tests.Virtual;
using Argosy.Core.Orders;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Reconciling;
using Argosy.Hosting.Tests.Desks;
using Argosy.Testnet.Hosting;

namespace Argosy.Campaign.Tests.Running;

/// <summary>Holds what the exchange knows against what we believe: orders, executions, balances.</summary>
internal sealed class CampaignBooks(VirtualExchange exchange, string symbol)
{
    readonly Dictionary<string, decimal> _first = exchange.Exchange.State.Accounts[TestnetOptions.DefaultKey].Balances.ToDictionary(b => b.Key, b => b.Value.Free + b.Value.Locked, StringComparer.Ordinal);

    public IEnumerable<string> Compare(TestBot run, MemoryDatabase database, AccountDesk desk) =>
        [.. Orders(database), .. Executions(run, database), .. Intents(run), .. Balances(database), .. Verdict(desk)];

    // Every order of ours is known and stands where the exchange has it.
    public IEnumerable<string> Orders(MemoryDatabase database)
    {
        foreach (var order in exchange.Exchange.State.Orders.Values.Where(o => !o.IsLiquidation))
        {
            var name = order.OriginalClientId.Length > 0 ? order.OriginalClientId : order.ClientId;
            if (!database.Rows.TryGetValue(name, out var row))
            {
                yield return $"the exchange has order {name}, which we do not know";
                continue;
            }
            var executed = order.Market.Rules.Quantity(order.ExecutedLots);
            if (row.Filled != executed) yield return $"order {name}: the exchange executed {executed}, we booked {row.Filled} ({row.Phase}, there {order.Status})";
            var phase = order.Status switch
            {
                "FILLED" => OrderPhase.Filled,
                "CANCELED" => OrderPhase.Cancelled,
                "EXPIRED" or "EXPIRED_IN_MATCH" => OrderPhase.Expired,
                "REJECTED" => OrderPhase.Rejected,
                _ => OrderPhase.Working,
            };
            if (row.Phase != phase) yield return $"order {name}: {order.Status} at the exchange, {row.Phase} here";
        }
        var known = exchange.Exchange.State.Orders.Values.Select(o => o.OriginalClientId.Length > 0 ? o.OriginalClientId : o.ClientId).ToHashSet(StringComparer.Ordinal);
        foreach (var row in database.Rows.Values.Where(r => !known.Contains(r.ClientId) && r.Phase is not (OrderPhase.Rejected or OrderPhase.Dropped or OrderPhase.Superseded)))
        {
            yield return $"we have order {row.ClientId} as {row.Phase}, the exchange never had it";
        }
    }

    // Each execution once, in the database and in the run.
    IEnumerable<string> Executions(TestBot run, MemoryDatabase database)
    {
        var there = exchange.Exchange.State.Orders.Values.Sum(o => o.Market.Rules.Quantity(o.ExecutedLots));
        var here = database.Executions.Values.Sum(f => f.Quantity);
        var told = run.Said.Where(s => s.Event.Kind == Core.Events.OrderEventKind.Filled).Sum(s => s.Event.Fill.Quantity);
        if (there != here) yield return $"the exchange executed {there}, the database has {here}";
        if (there != told) yield return $"the exchange executed {there}, the run was told {told}";
    }

    // No intent was filled twice: all orders that stand for one wish execute no more than it asked for.
    IEnumerable<string> Intents(TestBot run)
    {
        foreach (var wanted in run.Wanted.Values)
        {
            var filled = run.Filled(wanted.Id);
            if (filled > wanted.Quantity) yield return $"order {wanted.Id} of the run wanted {wanted.Quantity} and got {filled}";
        }
        foreach (var entry in run.Wanted.Values.Where(w => !w.IsExit))
        {
            var closed = run.Wanted.Values.Where(w => w.Entry == entry.Id).Sum(w => run.Filled(w.Id));
            if (closed > run.Filled(entry.Id)) yield return $"entry {entry.Id} filled {run.Filled(entry.Id)}, its exits {closed}";
        }
    }

    public IEnumerable<string> Balances(MemoryDatabase database)
    {
        var rules = exchange.Exchange.State.Markets[symbol].Rules;
        var expected = new Dictionary<string, decimal>(_first, StringComparer.Ordinal);
        void Add(string asset, decimal amount) => expected[asset] = expected.GetValueOrDefault(asset) + amount;
        foreach (var fill in database.Executions.Values)
        {
            var signed = fill.Side == Side.Buy ? fill.Quantity : -fill.Quantity;
            Add(rules.Base, signed);
            Add(rules.Quote, -signed * fill.Price);
            Add(fill.FeeAsset, -fill.Fee);
        }
        foreach (var (asset, balance) in exchange.Exchange.State.Accounts[TestnetOptions.DefaultKey].Balances)
        {
            var total = balance.Free + balance.Locked;
            if (total != expected.GetValueOrDefault(asset)) yield return $"{asset}: the exchange has {total}, our executions make {expected.GetValueOrDefault(asset)}";
        }
    }

    static IEnumerable<string> Verdict(AccountDesk desk)
    {
        if (desk.Balances is not { } check) yield return "the account was never reconciled";
        else if (check.Verdict != AccountVerdict.Explained) yield return $"the account is {check.Verdict}: {check.Message}";
        if (desk.Blocked.Length > 0) yield return $"entries are still blocked: {desk.Blocked}";
    }
}
