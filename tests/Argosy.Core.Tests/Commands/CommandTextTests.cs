using Argosy.Core.Commands;
using Argosy.TestSupport;

namespace Argosy.Core.Tests.Commands;

public sealed class CommandTextTests
{
    static readonly SymbolText[] Listed = [new("BTC", "USDT"), new("BTC", "EUR"), new("WBTC", "USDT"), new("ETH", "EUR"), new("ETH", "GBP")];

    [Theory]
    [InlineData("btc", "BTC/USDT")]
    [InlineData("BTCUSDT", "BTC/USDT")]
    [InlineData("btc/eur", "BTC/EUR")]
    [InlineData("wbtc", "WBTC/USDT")]
    [InlineData("ETHGBP", "ETH/GBP")]
    public void Symbol_AmongMarkets_FindsTheOneMeant(string text, string market) => Assert.Equal(market, Read(text).Resolve(Listed, ["USDT"]).Value.ToString());

    [Theory]
    [InlineData("eth", "'ETH' may be ETH/EUR or ETH/GBP; write one of them")]
    [InlineData("btc/usd", "'BTC/USD' is no market here, did you mean 'BTC/USDT'?")]
    [InlineData("doge", "'DOGE' is no market here")]
    public void Symbol_NotToBeTold_IsRefused(string text, string message) => Assert.Equal(message, Read(text).Resolve(Listed, ["USDT"]).Error!.Message);

    [Theory]
    [InlineData("buy btc/usdt 80 -tsl 2.8 -e bybit", "Buy BTC/USDT: 80 USDT at the market on bybit; trailing stop 2.8 % behind the best price.")]
    [InlineData("buy btc 10% -limit 30000 -sl @29000 -tp 5 -lev 3 -a main -m live", "Buy BTC: 10 % of the free balance at 30000 or better in account main, live; leverage 3; stop loss at 29000; take profit 5 % above the entry.")]
    [InlineData("sell btc 0.5btc", "Sell BTC: 0.5 BTC at the market; no stop.")]
    [InlineData("flatten", "Block entries and close every position of ours at the market.")]
    [InlineData("stop all", "Stop every bot: no entries any more, stops and targets stay.")]
    [InlineData("cancel 17", "Cancel order 17.")]
    [InlineData("reduce btc 25%", "Reduce BTC by 25 % of the position at the market.")]
    public void Preview_SaysWhatWillHappen(string text, string preview) => Assert.Equal(preview, CommandParser.Read(text).Command!.Preview());

    [Fact]
    public void Verbs_HaveExamplesThatRead()
    {
        Assert.All(CommandVerbs.All, verb => Assert.True(CommandParser.Read(verb.Example).Fault is null, verb.Example));
        Assert.All(CommandVerbs.All, verb => Assert.Contains(verb.Example, CommandReference.Explain(verb), StringComparison.Ordinal));
        Assert.Equal(CommandVerbs.All.Count, CommandReference.List().Split('\n').Length - 1);
    }

    [Fact]
    public void Reference_HoldsTheGrammarAsItIs()
    {
        var path = Path.Combine(SharedData.Repository(), "docs", "reference", "commands.md");
        var page = File.ReadAllText(path);
        const string from = "<!-- grammar -->\n", to = "<!-- end -->\n";
        var (start, end) = (page.IndexOf(from, StringComparison.Ordinal) + from.Length, page.IndexOf(to, StringComparison.Ordinal));
        var renewed = page[..start] + CommandReference.Markdown() + page[end..];
        if (Environment.GetEnvironmentVariable("ARGOSY_APPROVE") == "1") File.WriteAllText(path, renewed);
        Assert.True(renewed == page || Environment.GetEnvironmentVariable("ARGOSY_APPROVE") == "1", "docs/reference/commands.md is out of date: run this test with ARGOSY_APPROVE=1");
    }

    static SymbolText Read(string text) => ((CloseCommand)CommandParser.Read($"close {text}").Command!).Symbol!;
}
