using Argosy.Core.Orders;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Orders;

namespace Argosy.Venues.Tests.Usdm;

/// <summary>Orders that are encoded and signed before they are recorded.</summary>
public sealed class UsdmPrepareTests
{
    static readonly CancellationToken None = CancellationToken.None;

    readonly ClientOrderIds _ids = new(7, 1, 1);

    [Theory]
    [InlineData(OrderType.Market, "POST /fapi/v1/order ")]
    [InlineData(OrderType.Stop, "POST /fapi/v1/algoOrder ")]
    public async Task Prepared_IsSentAsItWasSignedThen_Once(OrderType type, string route)
    {
        await using var server = await UsdmServer.StartAsync();
        var order = Order(server, type);
        var signed = server.Time.Now;
        server.Adapter.Prepare(order);
        server.Time.Advance(TimeSpan.FromMilliseconds(400));
        await server.Adapter.PlaceAsync(order, None);
        await server.Adapter.PlaceAsync(order, None);
        Assert.Equal([$"timestamp={signed}", $"timestamp={signed + 400}"], Sent(server, route));
    }

    [Fact]
    public async Task Prepared_ForTheOtherPositionMode_IsWrittenAnew()
    {
        await using var server = await UsdmServer.StartAsync();
        var (first, second) = (Order(server, OrderType.Market), Order(server, OrderType.Market));
        server.Adapter.Prepare(first);
        server.Adapter.Prepare(second);
        server.Answers["POST /fapi/v1/order"] = """{"code":-4061,"msg":"Order's position side does not match user's setting."}""";
        server.Answers["GET /fapi/v1/positionSide/dual"] = """{"dualSidePosition":true}""";
        Assert.Equal(SendAnswerKind.NotAccepted, (await server.Adapter.PlaceAsync(first, None)).Kind);
        await server.Adapter.PlaceAsync(second, None);
        var sent = server.Requests.Where(request => request.StartsWith("POST /fapi/v1/order ", StringComparison.Ordinal)).ToArray();
        Assert.DoesNotContain("positionSide", sent[0], StringComparison.Ordinal);
        Assert.Contains("positionSide=LONG", sent[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepared_TooLongAgo_IsNotSent()
    {
        await using var server = await UsdmServer.StartAsync();
        var order = Order(server, OrderType.Market);
        server.Adapter.Prepare(order);
        server.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(SendAnswerKind.NotAccepted, (await server.Adapter.PlaceAsync(order, None)).Kind);
        Assert.Empty(Sent(server, "POST /fapi/v1/order "));
    }

    OrderRequest Order(UsdmServer server, OrderType type)
    {
        var id = _ids.Next();
        return new(id, id, new OrderWish { Account = "a", Instrument = UsdmVenue.Instrument, Side = Side.Buy, Type = type, Quantity = 1m, Trigger = type == OrderType.Stop ? 30_000m : 0 }, 1, server.Time.Now, server.Time.Now + 1_000, 5_000);
    }

    static string[] Sent(UsdmServer server, string route) =>
        [.. server.Requests.Where(request => request.StartsWith(route, StringComparison.Ordinal)).Select(request => request.Split('&').Single(part => part.StartsWith("timestamp=", StringComparison.Ordinal)))];
}
