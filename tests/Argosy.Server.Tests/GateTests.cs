using System.Net;
using System.Net.Http.Json;

namespace Argosy.Server.Tests;

public sealed class GateTests : IAsyncLifetime
{
    ServerRig _rig = null!;

    public async Task InitializeAsync() => _rig = await ServerRig.StartAsync();

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Requests_WithoutEnd_AreHeldBack_AndOnlyTheirUsers()
    {
        var clock = new VirtualClock();
        await using var rig = await ServerRig.StartAsync(options => options with { RequestBurst = 20, RequestsPerSecond = 1 }, parts => parts with { Time = clock });
        using var busy = await rig.LoginAsync(Auth.Role.Viewer, "busy");
        using var calm = await rig.LoginAsync(Auth.Role.Viewer, "calm");
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 25; i++) statuses.Add((await busy.GetAsync("/api/settings")).StatusCode);
        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.OK, 20), .. Enumerable.Repeat(HttpStatusCode.TooManyRequests, 5)], statuses);
        Assert.Equal(HttpStatusCode.OK, (await calm.GetAsync("/api/settings")).StatusCode);
        clock.Move(TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.OK, (await busy.GetAsync("/api/settings")).StatusCode);
    }

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
