using System.Text.RegularExpressions;

namespace Argosy.Scripting.Tests.TypeScript.Api;

public sealed partial class ApiTests
{
    [Fact]
    public async Task Api_ByItself_BehavesAsDocumented()
    {
        var said = await DenoScript.TestAsync("api.test.ts");
        Assert.Matches(AllPassed(), said);
    }

    [GeneratedRegex(@"ok \| [1-9]\d* passed \| 0 failed")]
    private static partial Regex AllPassed();
}
