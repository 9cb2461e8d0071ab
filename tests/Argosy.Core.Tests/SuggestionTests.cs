using Argosy.Core.Values;

namespace Argosy.Core.Tests;

public class SuggestionTests
{
    static readonly string[] Names = ["fast", "slow", "stopLoss", "takeProfit", "bollinger", "a"];

    [Theory]
    [InlineData("fsat", "fast")] // neighbours swapped
    [InlineData("FAST", "fast")]
    [InlineData("slw", "slow")]
    [InlineData("stoploss", "stopLoss")]
    [InlineData("takeprofti", "takeProfit")]
    [InlineData("boll", "bollinger")] // the beginning
    [InlineData("xyz", null)]
    [InlineData("x", null)] // one edit, but nothing of the word is left
    [InlineData("", null)]
    public void For_GivesWhatWasMeant(string word, string? expected) => Assert.Equal(expected, Suggestion.For(word, Names));

    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ab", "ba", 1)]
    [InlineData("same", "same", 0)]
    public void Distance_CountsEdits(string a, string b, int expected)
    {
        Assert.Equal(expected, Suggestion.Distance(a, b));
        Assert.Equal(expected, Suggestion.Distance(b, a));
    }

    [Theory]
    [InlineData("NearFirst", "near-first")]
    [InlineData("MovingAverageCross", "moving-average-cross")]
    [InlineData("MACDCross", "macd-cross")]
    [InlineData("Ema20", "ema20")]
    [InlineData("rsi_bracket", "rsi-bracket")]
    [InlineData("Sma", "sma")]
    public void KebabCase_SplitsAtCapitals(string name, string expected) => Assert.Equal(expected, KebabCase.Of(name));
}
