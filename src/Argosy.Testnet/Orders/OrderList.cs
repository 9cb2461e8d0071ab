using Argosy.Testnet.Accounts;
using Argosy.Testnet.Markets;

namespace Argosy.Testnet.Orders;

/// <summary>Two orders of which one cancels the other.</summary>
internal sealed class OrderList(long id, string clientId, Account account, SymbolMarket market, long time)
{
    public long Id { get; } = id;

    public string ClientId { get; } = clientId;

    public Account Account { get; } = account;

    public SymbolMarket Market { get; } = market;

    public long Time { get; } = time;

    public List<Order> Orders { get; } = [];

    public bool IsDone => Orders.TrueForAll(order => !order.IsOpen);

    /// <summary>The list is being taken apart: the second leg must not take the first one apart again.</summary>
    public bool Resolving { get; set; }

    /// <summary>Its end was told.</summary>
    public bool IsClosed { get; set; }
}
