using System.Globalization;
using System.Text.Json;
using Argosy.Core.Instruments;
using Argosy.Core.Orders;
using Argosy.Engine.Accounting;
using Argosy.Research.Metrics;
using Argosy.TestSupport;

namespace Argosy.Research.Tests.Metrics;

/// <summary>A run of <c>reference/fixtures.json</c> as input of the product, and the reference's figures for it.</summary>
static class ReferenceCase
{
    static readonly Instrument Instrument = new("BTC", "USD", 0.01m, 0.00000001m, 0, 2);
    static readonly Lazy<Dictionary<string, JsonElement>> Fixtures = new(() => Parse("fixtures.json").EnumerateArray().ToDictionary(c => c.GetProperty("name").GetString()!));
    static readonly Lazy<Dictionary<string, JsonElement>> Figures = new(() => Parse("expected.json").EnumerateObject().ToDictionary(p => p.Name, p => p.Value));

    public static string Folder => Path.Combine(SharedData.Repository(), "tests", "Argosy.Research.Tests", "reference");

    public static IEnumerable<string> Names => Fixtures.Value.Keys;

    public static IReadOnlyDictionary<string, JsonElement> Expected => Figures.Value;

    public static MetricsInput Input(string name)
    {
        var c = Fixtures.Value[name];
        return new MetricsInput
        {
            From = c.GetProperty("from").GetInt64(),
            To = c.GetProperty("to").GetInt64(),
            StartingCash = Money(c, "startingCash"),
            FinalEquity = Money(c, "finalEquity"),
            Equity = new EquitySeries(
                [.. c.GetProperty("equity").EnumerateArray().Select(p => p[0].GetInt64())],
                [.. c.GetProperty("equity").EnumerateArray().Select(p => double.Parse(p[1].GetString()!, CultureInfo.InvariantCulture))]),
            Instruments = [Instrument],
            Trades = [.. c.GetProperty("trades").EnumerateArray().Select(Trade)],
            Fills = Fills(c),
            CashFlows = [.. c.GetProperty("funding").EnumerateArray().Select(f => new CashFlow(LedgerAccount.Funding, 0, 0, 0, decimal.Parse(f.GetString()!, CultureInfo.InvariantCulture), 0, 0))],
            ExposedPoints = c.GetProperty("exposedPoints").GetInt64(),
            Points = c.GetProperty("points").GetInt64(),
            Prices = [.. c.GetProperty("prices").EnumerateArray().Select(p => new PriceSpan(Number(p[0]), Number(p[1])))],
        };
    }

    static Trade Trade(JsonElement t, int index) => new()
    {
        Id = index + 1,
        Instrument = 0,
        Book = 0,
        Side = Direction.Long,
        EntryTime = t.GetProperty("entryTime").GetInt64(),
        EntryPrice = 1,
        ExitTime = t.GetProperty("exitTime").GetInt64(),
        ExitPrice = 1,
        Quantity = 1,
        OpeningNotional = Money(t, "openingNotional"),
        Fees = Money(t, "fees"),
        Pnl = Money(t, "pnl"),
        ExitReason = OrderPurpose.Signal,
        PathDependent = false,
        SameBar = false,
    };

    static FillHistory Fills(JsonElement c)
    {
        var fills = new FillHistory();
        foreach (var f in c.GetProperty("fills").EnumerateArray())
        {
            fills.Add(new Fill
            {
                OrderId = fills.Count + 1,
                Instrument = 0,
                Book = 0,
                Side = f.GetProperty("side").GetString() == "buy" ? Side.Buy : Side.Sell,
                Purpose = OrderPurpose.Signal,
                Traits = f.GetProperty("maker").GetBoolean() ? FillTraits.Maker : FillTraits.None,
                Time = 0,
                PathUnits = Instrument.MoneyToUnits(Money(f, "path")),
                Price = Money(f, "price"),
                Quantity = Money(f, "quantity"),
                Fee = 0,
            });
        }
        return fills;
    }

    static decimal Money(JsonElement element, string name) => decimal.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    static double Number(JsonElement element) => double.Parse(element.GetString()!, CultureInfo.InvariantCulture);

    static JsonElement Parse(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, file)));
        return document.RootElement.Clone();
    }
}
