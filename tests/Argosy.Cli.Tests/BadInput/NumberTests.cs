using System.CommandLine;
using Argosy.Cli.Invocation;

namespace Argosy.Cli.Tests.BadInput;

/// <summary>Numbers of things on the command line: what is none is answered in our words, not in the parser's.</summary>
public sealed class NumberTests
{
    [Theory]
    [InlineData("start")]
    [InlineData("stop")]
    [InlineData("pause")]
    [InlineData("resume")]
    [InlineData("update")]
    [InlineData("delete")]
    public void Deployment_OfWhatIsNoNumber_IsRefused(string verb)
    {
        foreach (var word in new[] { "nothing", "", "0", "-3", "1.5", "3x", "99999999999" })
        {
            CommandRun.Of("deployments", verb, word).AssertRefused($"NUMBER: '{word}' is no deployment's number; expected a whole number such as 3");
        }
        CommandRun.Of("deployments", verb).AssertRefused("NUMBER is missing");
    }

    [Fact]
    public void Deployments_OfWhatIsNoNumber_IsRefused() =>
        CommandRun.Of("deployments", "nothing").AssertRefused("NUMBER: 'nothing' is no deployment's number; expected a whole number such as 3");

    [Fact]
    public void Deployments_OfAMisspeltCommand_NamesTheOneMeant()
    {
        CommandRun.Of("deployments", "stpo").AssertRefused("unknown command 'stpo', did you mean 'stop'?");
        CommandRun.Of("deployments", "stpo", "3").AssertRefused("unknown command 'stpo', did you mean 'stop'?");
    }

    // No command has one today: whoever adds one need not think of it.
    [Fact]
    public void TypedArgument_WithoutWordsOfItsOwn_GetsOurs()
    {
        var root = new RootCommand { new Argument<int>("COUNT"), new Argument<decimal>("PRICE") };
        Assert.Equal("COUNT: 'x' is not a whole number in its range", UsageError.Describe(root.Parse(["x", "2"], CommandLine.Parsing)));
        Assert.Equal("PRICE: 'y' is not a number", UsageError.Describe(root.Parse(["1", "y"], CommandLine.Parsing)));
    }
}
