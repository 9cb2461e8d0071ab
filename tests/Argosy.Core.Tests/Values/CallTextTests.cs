using Argosy.Core.Values;

namespace Argosy.Core.Tests.Values;

public class CallTextTests
{
    [Theory]
    [InlineData("all", "all", null, "")]
    [InlineData(" stop:2% ", "stop", "2%", "")]
    [InlineData("cooldown(time=1h)", "cooldown", null, "time=1h")]
    [InlineData("max-drawdown( limit = 10% , period=7d )", "max-drawdown", null, "limit=10%|period=7d")]
    [InlineData("fast:ma-cross(fast=5, slow=20)", "fast", "ma-cross(fast=5, slow=20)", "")]
    [InlineData("consensus(voters=a(x=1,y=2);b, mode=bft)", "consensus", null, "voters=a(x=1,y=2);b|mode=bft")]
    [InlineData("none()", "none", null, "")]
    public void Parse_ARule_GivesItsParts(string text, string name, string? value, string arguments)
    {
        var call = CallText.Parse(text).Value;

        Assert.Equal(name, call.Name);
        Assert.Equal(value, call.Value);
        Assert.Equal(arguments, string.Join("|", call.Arguments.Select(pair => $"{pair.Key}={pair.Value}")));
    }

    [Theory]
    [InlineData("", "has no name")]
    [InlineData(":2%", "has no name")]
    [InlineData("stop:", "has no value after 'stop:'")]
    [InlineData("a(b=1", "never closed")]
    [InlineData("a)b", "position 2")]
    [InlineData("a(b=1)c", "goes on after its bracket closes at position 6")]
    [InlineData("a(b)", "'b' in 'a(b)' is no argument")]
    [InlineData("a(b=1,b=2)", "'b' is given twice")]
    public void Parse_ABadRule_SaysWhatIsWrong(string text, string wrong) =>
        Assert.Contains(wrong, CallText.Parse(text).Error!.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("all")]
    [InlineData("stop:2%")]
    [InlineData("max-drawdown(limit=10%, period=7d)")]
    public void ToString_OfAParsedRule_ReadsBackTheSame(string text) => Assert.Equal(text, CallText.Parse(text).Value.ToString());

    [Fact]
    public void Split_KeepsBracketsWhole() => Assert.Equal(["a(x=1;y=2)", "b", "c:d(e=1)"], CallText.Split("a(x=1;y=2); b ;;c:d(e=1)", ';'));
}
