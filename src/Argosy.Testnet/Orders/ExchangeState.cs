using System.Globalization;
using System.Text.Json.Nodes;
using Argosy.Testnet.Accounts;
using Argosy.Testnet.Markets;

namespace Argosy.Testnet.Orders;

/// <summary>What an exchange knows: accounts, markets, orders, its clock.</summary>
internal sealed class ExchangeState(bool isFutures)
{
    long _nextId;

    /// <summary>USD-M futures rather than spot.</summary>
    public bool IsFutures { get; } = isFutures;

    /// <summary>Exchange time, Unix ms.</summary>
    public long Now { get; set; }

    public SortedDictionary<string, SymbolMarket> Markets { get; } = new(StringComparer.Ordinal);

    /// <summary>Accounts by their API key.</summary>
    public SortedDictionary<string, Account> Accounts { get; } = new(StringComparer.Ordinal);

    /// <summary>Every order ever accepted, by number.</summary>
    public SortedDictionary<long, Order> Orders { get; } = [];

    public SortedDictionary<long, OrderList> Lists { get; } = [];

    /// <summary>Fees taken so far, by asset.</summary>
    public SortedDictionary<string, decimal> Fees { get; } = new(StringComparer.Ordinal);

    /// <summary>What the outside world won from clients, by asset; negative where it lost.</summary>
    public SortedDictionary<string, decimal> House { get; } = new(StringComparer.Ordinal);

    /// <summary>Fee of an order that rested, ratio.</summary>
    public decimal MakerFee { get; set; } = 0.001m;

    /// <summary>Fee of an order that came second, ratio.</summary>
    public decimal TakerFee { get; set; } = 0.001m;

    /// <summary>Events for user streams that were not handed over yet.</summary>
    public List<(Account Account, JsonObject Event)> Outbox { get; } = [];

    /// <summary>What came to accounts from outside and left them, oldest first.</summary>
    public List<Movement> Movements { get; } = [];

    public bool IsTriggering { get; set; }

    /// <summary>The next number of an order or a list.</summary>
    public long NextId() => ++_nextId;

    /// <summary>An id for an order whose client gave none.</summary>
    public string NewClientId() => string.Create(CultureInfo.InvariantCulture, $"x{NextId():D10}");

    /// <summary>Adds to a total kept by asset.</summary>
    public static void Add(SortedDictionary<string, decimal> totals, string asset, decimal amount) => totals[asset] = totals.GetValueOrDefault(asset) + amount;
}
