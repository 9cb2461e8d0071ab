using Argosy.TestSupport;

namespace Argosy.Cli.Tests.Documentation;

public sealed class CommandReferenceTests
{
    [Fact]
    public void Reference_IsUpToDate()
    {
        var path = Path.Combine(SharedData.Repository(), "docs", "reference", "cli.md");
        var generated = CommandRun.Of("docs", "cli").AssertDone().Output;
        Assert.True(File.Exists(path) && File.ReadAllText(path) == generated, "docs/reference/cli.md is out of date: ./argosy docs cli > docs/reference/cli.md");
    }
}
