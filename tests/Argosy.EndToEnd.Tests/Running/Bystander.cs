using System.Text.Json.Nodes;
using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Core.Orders;
using Argosy.Data.Links;
using Argosy.Testnet.Tests.Clients;

namespace Argosy.EndToEnd.Tests.Running;

/// <summary>ccxt in a process of its own, on the account a run trades on: what it sees is held against what the run has booked.</summary>
internal sealed class Bystander(string id, Uri exchange, string log) : IDisposable
{
    const int Looks = 200;

    readonly NodeClient _client = new("watch.mjs", certificate: null, id, exchange.Authority);
    JsonNode _before = new JsonObject();

    /// <summary>Waits until it hears what happens on the account; from then on nothing may escape it.</summary>
    public async Task WatchAsync() => _before = (await _client.ReadAsync())["before"]!;

    /// <summary>What it sees now.</summary>
    public Task<JsonNode> LookAsync() => _client.AskAsync("look");

    /// <summary>Looks until, at one moment of the run, it sees exactly what the run has booked; fails where that moment never comes.</summary>
    public async Task<JsonNode> SeesTheSameAsync(ArgosyProcess run)
    {
        var difference = "";
        for (var look = 0; look < Looks; look++)
        {
            var booked = Booked();
            var seen = await LookAsync();
            Assert.False(run.HasExited, $"the run ended while it was watched:\n{run.Text}");
            difference = Difference(booked, seen);
            if (difference.Length == 0 && Booked().Length == booked.Length) return seen;
            await Task.Delay(50);
        }
        Assert.Fail($"ccxt never saw what the run had booked:\n{difference}");
        return null!;
    }

    /// <summary>Fills the run's log holds.</summary>
    public OrderSaid[] Booked() => File.Exists(log) && RunLogLines.Read(log) is { Ok: true } read
        ? [.. read.Value.Messages.Select(message => message.Host).OfType<OrderSaid>().Where(said => said.Event.Kind == OrderEventKind.Filled)]
        : [];

    public void Dispose() => _client.Dispose();

    string Difference(OrderSaid[] booked, JsonNode seen)
    {
        var trades = Lines(booked.Select(said => Line(said.TradeId!, said.Event.Fill.Side == Side.Buy ? "buy" : "sell", said.Event.Fill.Price, said.Event.Fill.Quantity, said.Event.Fill.Fee)));
        foreach (var how in (string[])["fetched", "watched"])
        {
            var others = Lines(seen[how]!["trades"]!.AsArray().Select(trade => Line((string)trade!["id"]!, (string)trade["side"]!, (decimal)trade["price"]!, (decimal)trade["amount"]!, (decimal)trade["fee"]!)));
            if (trades != others) return $"trades, booked:\n{trades}\n{how}:\n{others}";
        }
        // What was streamed of an order last is what the exchange says of it.
        var orders = seen["fetched"]!["orders"]!.AsArray().ToDictionary(order => (string)order!["id"]!, order => Told(order!), StringComparer.Ordinal);
        foreach (var order in seen["watched"]!["orders"]!.AsArray())
        {
            if (orders.TryGetValue((string)order!["id"]!, out var told) && told != Told(order)) return $"order {order["id"]}, fetched: {told}, watched: {Told(order)}";
        }
        return id == "binance" ? Balances(booked, seen) : Position(booked, seen);
    }

    string Balances(OrderSaid[] booked, JsonNode seen)
    {
        foreach (var asset in (string[])["BTC", "USDT"])
        {
            var expected = (decimal)_before[asset]! + booked.Sum(said => Moved(said.Event.Fill, asset));
            foreach (var how in (string[])["fetched", "watched"])
            {
                if (seen[how]!["balance"]?[asset] is not { } balance) return $"no balance of {asset} {how}";
                if (decimal.Round((decimal)balance, 8) != expected) return $"{asset}, booked: {expected}, {how}: {balance}";
            }
        }
        return "";
    }

    static string Position(OrderSaid[] booked, JsonNode seen)
    {
        var held = booked.Sum(said => said.Event.Fill.SignedQuantity);
        var position = seen["fetched"]!["positions"]!.AsArray().Sum(one => (string)one!["side"]! == "short" ? -(decimal)one["amount"]! : (decimal)one["amount"]!);
        return held == position ? "" : $"position, booked: {held}, seen: {position}";
    }

    static decimal Moved(Fill fill, string asset)
    {
        var feeInBase = (fill.Traits & FillTraits.FeeInBase) != 0;
        if (asset == "BTC") return fill.SignedQuantity - (feeInBase ? fill.Fee : 0);
        return (-fill.SignedQuantity * fill.Price) - (feeInBase ? 0 : fill.Fee);
    }

    static string Told(JsonNode order) => $"{order["client"]} {order["side"]} {order["status"]} {(decimal)order["filled"]!:0.########}";

    static string Line(string trade, string side, decimal price, decimal quantity, decimal fee) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{trade} {side} {quantity:0.########} at {price:0.########}, fee {fee:0.########}");

    static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Order(StringComparer.Ordinal));
}
