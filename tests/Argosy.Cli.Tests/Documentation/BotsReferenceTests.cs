namespace Argosy.Cli.Tests.Documentation;

public sealed class BotsReferenceTests
{
    [Theory]
    [InlineData("bots-csharp", "docs/bots/api-csharp.md")]
    [InlineData("bots-csharp-json", "docs/reference/bots-api-csharp.json")]
    public void Reference_IsGenerated(string name, string file)
    {
        var path = Path.Combine(TestSupport.SharedData.Repository(), file);
        var generated = CommandRun.Of("docs", name).AssertDone().Output;
        Assert.True(File.Exists(path) && File.ReadAllText(path) == generated, $"{file} is out of date: ./argosy docs {name} > {file}");
    }

    // What a bot is shown must be explained: every member that is ours has a summary.
    [Fact]
    public void Reference_ExplainsEveryMember()
    {
        var empty = Scripting.CSharp.Language.ApiReference.Sections().SelectMany(section => section.Members.Where(member => member.Summary.Length == 0).Select(member => $"{section.Name}.{member.Name}"));
        Assert.Empty(empty);
    }
}
