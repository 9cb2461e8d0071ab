using Argosy.TestSupport;

namespace Argosy.Cli.Tests.Documentation;

public sealed class ApiReferenceTests
{
    [Fact]
    public void OpenApi_IsUpToDate()
    {
        var path = Path.Combine(SharedData.Repository(), "docs", "reference", "openapi.json");
        var generated = CommandRun.Of("docs", "openapi").AssertDone().Output;
        Assert.True(File.Exists(path) && File.ReadAllText(path) == generated, "docs/reference/openapi.json is out of date: ./argosy docs openapi > docs/reference/openapi.json");
    }
}
