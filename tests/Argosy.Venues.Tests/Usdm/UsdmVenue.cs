using System.Diagnostics.CodeAnalysis;
using Argosy.Core.Orders;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Orders;
using Argosy.Testnet.Hosting;
using Argosy.Venues.Binance.Usdm;
using Argosy.Venues.Tests.Contract;

namespace Argosy.Venues.Tests.Usdm;

/// <summary>The adapter in front of the futures testnet, with what only futures have.</summary>
internal sealed class UsdmVenue(ContractVenue venue) : IAsyncDisposable
{
    public const string Instrument = ContractVenue.Instrument, Symbol = ContractVenue.Symbol;

    public ContractVenue Testnet => venue;

    public BinanceUsdm Adapter => (BinanceUsdm)venue.Account;

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "It is disposed of with the adapter.")]
    public static async Task<UsdmVenue> StartAsync() => new(await ContractVenue.StartAsync(TestnetProtocol.BinanceFutures, new(), BinanceUsdmContract.Make));

    public OrderRequest Order(Side side, OrderType type, decimal quantity, decimal price = 0, decimal trigger = 0, bool exit = false, bool reduceOnly = false) => venue.Order(new OrderWish
    {
        Account = "a", Instrument = Instrument, Side = side, Type = type, Quantity = quantity, Price = price, Trigger = trigger, IsExit = exit || reduceOnly, ReduceOnly = reduceOnly,
    });

    public async Task<OrderRequest> Placed(OrderRequest order)
    {
        var answer = await Adapter.PlaceAsync(order, CancellationToken.None);
        Assert.True(answer.Kind == SendAnswerKind.Accepted, $"{answer.Kind}: {answer.Reason}");
        return order;
    }

    /// <summary>Opens a position at the market.</summary>
    public Task<OrderRequest> Enter(Side side, decimal quantity) => Placed(Order(side, OrderType.Market, quantity));

    /// <summary>Somebody else trades at a price.</summary>
    public void Trade(decimal price) => venue.Control("POST", $"/control/trade?symbol={Symbol}&price={price}&quantity=1");

    public async ValueTask DisposeAsync() => await venue.DisposeAsync();
}
