using System.Net;
using System.Net.Http.Json;

namespace Argosy.Server.Tests;

public sealed class GateTests : IAsyncLifetime
{
    ServerRig _rig = null!;

    public async Task InitializeAsync() => _rig = await ServerRig.StartAsync();

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Theory]
    [InlineData("/api/settings")]
    [InlineData("/api/what-is-not-there")]
    public async Task Api_WithoutLogin_IsUnauthorized(string path)
    {
        using var client = _rig.Stranger();
        var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        var body = await answer.Content.ReadFromJsonAsync<Http.ApiError>(Http.ApiJson.Options);
        Assert.Equal(Http.ApiCode.Unauthorized, body!.Code);
        Assert.Equal(answer.Headers.GetValues("X-Correlation-Id").Single(), body.CorrelationId);
        Assert.Contains("default-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }
}
