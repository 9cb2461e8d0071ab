using System.Text;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Data.Links;

namespace Argosy.Data.Tests.Links;

/// <summary>What is read is what was written, to the last bit; what is no message is one clear error.</summary>
public sealed class LinkCodecTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Message_WrittenAndRead_IsTheSame(ulong seed)
    {
        var random = new RandomMessages(seed);
        for (var i = 0; i < 2_000; i++)
        {
            var (host, worker) = (random.Host(), random.Worker());
            var (hostBytes, workerBytes) = (LinkCodec.Encode(host), LinkCodec.Encode(worker));
            Assert.DoesNotContain((byte)'\n', hostBytes);
            Assert.DoesNotContain((byte)'\n', workerBytes);
            var readHost = LinkCodec.ReadHost(hostBytes);
            Assert.True(readHost.Ok, $"{readHost.Error?.Message}: {Encoding.UTF8.GetString(hostBytes)}");
            var readWorker = LinkCodec.ReadWorker(workerBytes);
            Assert.True(readWorker.Ok, $"{readWorker.Error?.Message}: {Encoding.UTF8.GetString(workerBytes)}");
            AssertSame(host, readHost.Value);
            AssertSame(worker, readWorker.Value);
            // Trailing zeros of money are part of what was written.
            Assert.Equal(hostBytes, LinkCodec.Encode(readHost.Value));
            Assert.Equal(workerBytes, LinkCodec.Encode(readWorker.Value));
        }
    }

    [Fact]
    public void Money_KeepsItsScale()
    {
        var read = (StepDone)LinkCodec.ReadWorker(LinkCodec.Encode(new StepDone(1, 1.500m, 1m, [0.10m]))).Value;
        Assert.Equal(decimal.GetBits(1.500m), decimal.GetBits(read.Cash));
        Assert.Equal(decimal.GetBits(0.10m), decimal.GetBits(read.Positions[0]));
    }

    [Fact]
    public void Step_OfALogOfBefore_IsReplayedByOneThatSaysMore()
    {
        var told = new StepDone(1, 2, 3, [4, 0], [91.83m, null]);
        var before = LinkCodec.ReadWorker("""{"done":{"stateHash":1,"cash":"2","equity":"3","positions":["4","0"]}}"""u8).Value;
        Assert.True(LinkCodec.IsReplayed(before, told));
        Assert.True(LinkCodec.IsReplayed(told, told with { Liquidations = [91.83m, null] }));
        Assert.False(LinkCodec.IsReplayed(before, told with { Equity = 4 }));
        Assert.False(LinkCodec.IsReplayed(told, told with { Liquidations = [91.84m, null] }));
        Assert.False(LinkCodec.IsReplayed(told, told with { Liquidations = null }));
        Assert.Equal("""{"done":{"stateHash":1,"cash":"2","equity":"3","positions":["4","0"],"liquidations":["91.83",null]}}""", Encoding.UTF8.GetString(LinkCodec.Encode(told)));
    }

    [Fact]
    public void Bar_ThatIsNoNumber_IsRefusedAtWriting()
    {
        var bar = new ClosedBar(0, new Bar(0, double.NaN, 1, 1, 1, 1));
        Assert.Throws<ArgumentException>(() => LinkCodec.Encode(new MarketMoved(1, [bar], [])));
    }

    [Theory]
    [InlineData("", "expected one message")]
    [InlineData("null", "expected one message")]
    [InlineData("{}", "expected one message")]
    [InlineData("[1]", "column 2: expected one message")]
    [InlineData("{\"end\":{\"time\":1},\"entries\":{\"time\":1,\"reason\":\"\"}}", "expected one message")]
    [InlineData("{\"end\":{\"time\":1},\"end\":{\"time\":2}}", "expected one message")]
    [InlineData("{\"end\":{\"time\":1}", "expected one message")]
    [InlineData("{\"end\":{}}", "time")]
    [InlineData("{\"end\":{\"time\":\"1\"}}", "$.end.time")]
    [InlineData("{\"end\":{\"time\":1,\"tme\":1}}", "tme")]
    [InlineData("{\"stop\":{\"time\":1}}", "stop")]
    [InlineData("{\"command\":{\"time\":1,\"text\":null}}", "$.command")]
    [InlineData("{\"cancel\":{\"id\":1,\"reason\":\"because\"}}", "$.cancel.reason")]
    [InlineData("{\"cancel\":{\"id\":1,\"reason\":7}}", "$.cancel.reason")]
    [InlineData("{\"change\":{\"id\":1,\"quantity\":1,\"limit\":\"0\",\"trigger\":\"0\"}}", "decimal number")]
    [InlineData("{\"change\":{\"id\":1,\"quantity\":\"1e3\",\"limit\":\"0\",\"trigger\":\"0\"}}", "decimal number")]
    [InlineData("{\"said\":{\"event\":{\"kind\":\"filled\",\"order\":1,\"time\":1},\"tradeId\":\"\"}}", "what was executed")]
    [InlineData("{\"said\":{\"event\":{\"kind\":\"moved\",\"order\":1,\"time\":1},\"tradeId\":\"\"}}", "where the order lies")]
    [InlineData("{\"run\":{\"mode\":\"paper\",\"instruments\":[],\"timeframe\":\"1x\",\"strategy\":\"\",\"settings\":\"\"}}", "timeframe")]
    [InlineData("{\"run\":{\"mode\":\"paper\",\"instruments\":[{\"baseAsset\":\"A\",\"quoteAsset\":\"B\",\"tickSize\":\"0\",\"lotSize\":\"1\",\"minNotional\":\"0\",\"priceScale\":2}],\"timeframe\":\"1m\",\"strategy\":\"\",\"settings\":\"\"}}", "tick size")]
    public void Text_ThatIsNoMessage_IsOneClearError(string text, string expected)
    {
        var read = LinkCodec.Read(Encoding.UTF8.GetBytes(text));
        Assert.False(read.Ok);
        Assert.Contains(expected, read.Error!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', read.Error.Message);
    }

    [Fact]
    public void Bytes_OfAnyKind_NeverThrow()
    {
        var random = new RandomMessages(9);
        var noise = new Core.Values.SeededGenerator(9);
        for (var i = 0; i < 5_000; i++)
        {
            var bytes = i % 2 == 0 ? LinkCodec.Encode(random.Host()) : LinkCodec.Encode(random.Worker());
            for (var k = noise.NextIndex(4); k >= 0; k--) bytes[noise.NextIndex(bytes.Length)] = (byte)noise.NextIndex(256);
            var read = LinkCodec.Read(noise.NextIndex(3) == 0 ? bytes[..noise.NextIndex(bytes.Length)] : bytes);
            Assert.True(read.Ok || read.Error!.Message.Length > 0);
        }
    }

    [Fact]
    public void Reader_OfOneSide_RefusesTheOther()
    {
        Assert.Contains("of a host, was one of a worker", LinkCodec.ReadHost(LinkCodec.Encode(new BotLine("info", "x"))).Error!.Message, StringComparison.Ordinal);
        Assert.Contains("of a worker, was one of a host", LinkCodec.ReadWorker(LinkCodec.Encode(new RunEnds(1))).Error!.Message, StringComparison.Ordinal);
    }

    // Records compare lists by reference.
    static void AssertSame(object expected, object actual)
    {
        switch (expected)
        {
            case RunBegins run:
                var readRun = (RunBegins)actual;
                Assert.Equal(run.Instruments, readRun.Instruments);
                Assert.Equal(run, readRun with { Instruments = run.Instruments });
                break;
            case MarketMoved moved:
                var readMoved = (MarketMoved)actual;
                Assert.Equal(moved.Closed, readMoved.Closed);
                Assert.Equal(moved.Opened, readMoved.Opened);
                Assert.Equal(moved, readMoved with { Closed = moved.Closed, Opened = moved.Opened });
                break;
            case TradesSaid trades:
                Assert.Equal(trades.Trades, ((TradesSaid)actual).Trades);
                break;
            case StepDone done:
                var readDone = (StepDone)actual;
                Assert.Equal(done.Positions, readDone.Positions);
                Assert.Equal(done.Liquidations, readDone.Liquidations);
                Assert.Equal(done, readDone with { Positions = done.Positions, Liquidations = done.Liquidations });
                break;
            case RulesRead rules:
                Assert.Equal(rules.Rules, ((RulesRead)actual).Rules);
                break;
            case OrderSaid said:
                AssertSameEvent(said.Event, ((OrderSaid)actual).Event);
                Assert.Equal(said.TradeId, ((OrderSaid)actual).TradeId);
                break;
            case PaperTold told:
                Assert.Equal(told.Order, ((PaperTold)actual).Order);
                Assert.Equal(told.Event is null, ((PaperTold)actual).Event is null);
                if (told.Event is { } was) AssertSameEvent(was, ((PaperTold)actual).Event!.Value);
                break;
            default:
                Assert.Equal(expected, actual);
                break;
        }
    }

    static void AssertSameEvent(Core.Events.OrderEvent expected, Core.Events.OrderEvent actual)
    {
        Assert.Equal((expected.Kind, expected.OrderId, expected.Time, expected.Reason, expected.Price), (actual.Kind, actual.OrderId, actual.Time, actual.Reason, actual.Price));
        Assert.Equal(expected.Fill, actual.Fill);
    }
}
