using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Argosy.Core.Values;
using Argosy.Server.Auth;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Argosy.Server.Tests;

/// <summary>What holds for every route there is, and for every one that is added.</summary>
public sealed class RouteTableTests : IAsyncLifetime
{
    readonly VirtualClock _clock = new();
    ServerRig _rig = null!;
    ServerRoute[] _routes = [];

    public async Task InitializeAsync()
    {
        _rig = await ServerRig.StartAsync(parts: parts => parts with { Time = _clock });
        _routes = ServerRoute.Of(_rig);
        Assert.True(_routes.Length > 20, $"only {_routes.Length} routes were found");
    }

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public void Open_AreTheseRoutesAndNoOthers() => Assert.Equal(
        ["GET /auth/state", "GET /health", "GET /metrics", "POST /auth/login", "POST /auth/logout", "POST /auth/setup", "POST /webhook"],
        _routes.Where(route => route.Rule is null).Select(route => $"{route.Method} {route.Pattern}").Order(StringComparer.Ordinal));

    /// <summary>The description calls a form by its type's name alone: of two types of one name it would show one for both.</summary>
    [Fact]
    public void Answers_HaveNamesOfTheirOwn() => Assert.Empty(
        _rig.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .SelectMany(endpoint => endpoint.Metadata.OfType<IProducesResponseTypeMetadata>())
            .Select(answer => answer.Type).OfType<Type>().Distinct()
            .GroupBy(type => type.ToString()[(type.ToString().LastIndexOf('.') + 1)..], StringComparer.Ordinal)
            .Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void Writes_StateTheirRole() => Assert.Empty(_routes.Where(route => route.IsApi && route.IsWrite && route.Rules < 2).Select(route => $"{route.Method} {route.Pattern}"));

    [Fact]
    public async Task Api_WithoutLogin_Is401()
    {
        using var client = _rig.Stranger();
        foreach (var route in _routes.Where(route => route.IsApi)) await Expect(client, route, HttpStatusCode.Unauthorized, "unauthorized");
        foreach (var path in (string[])["/api/nothing", "/api/", "/api/users/../settings"]) Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(path)).StatusCode);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "arg_nobody");
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/settings")).StatusCode);
    }

    [Fact]
    public async Task Writes_WithoutTheToken_Are403()
    {
        using var owner = await _rig.LoginAsync(Role.Owner);
        var csrf = owner.DefaultRequestHeaders.GetValues("X-CSRF-Token").Single();
        owner.DefaultRequestHeaders.Remove("X-CSRF-Token");
        foreach (var route in _routes.Where(route => route.Rule is not null && route.IsWrite))
        {
            await Expect(owner, route, HttpStatusCode.Forbidden, "forbidden");
            using var wrong = route.Request();
            wrong.Headers.Add("X-CSRF-Token", csrf[..^1] + (csrf[^1] == 'A' ? 'B' : 'A'));
            Assert.Equal(HttpStatusCode.Forbidden, (await owner.SendAsync(wrong)).StatusCode);
        }
        Assert.Single(await _rig.Database.Users.List());
    }

    [Fact]
    public async Task Routes_BelowTheirRole_Are403AndSayWhoMay()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            using var client = await _rig.LoginAsync(role);
            foreach (var route in _routes.Where(route => route.Rule?.Role > role))
            {
                var failure = await Expect(client, route, HttpStatusCode.Forbidden, "forbidden");
                Assert.Contains(KebabCase.Of(route.Rule!.Role.ToString()), failure, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task LiveActions_AskForThePasswordAfterIdleMinutes()
    {
        using var owner = await _rig.LoginAsync(Role.Owner);
        _clock.Move(TimeSpan.FromMinutes(14));
        Assert.Equal(HttpStatusCode.NoContent, (await owner.PutAsJsonAsync("/api/me/preferences", new { })).StatusCode);
        _clock.Move(TimeSpan.FromMinutes(14));
        Assert.Equal(HttpStatusCode.OK, (await owner.PostAsync("/api/backup", null)).StatusCode);
        _clock.Move(TimeSpan.FromMinutes(15.1));
        var actions = _routes.Where(route => route.Rule is { IsLiveAction: true }).ToArray();
        Assert.NotEmpty(actions);
        foreach (var route in actions) await Expect(owner, route, HttpStatusCode.Forbidden, "elevation-required");
        Assert.Equal(HttpStatusCode.Unauthorized, (await owner.PostAsJsonAsync("/auth/elevate", new { password = "another" })).StatusCode);
        await ServerRig.JsonAsync(await owner.PostAsJsonAsync("/auth/elevate", new { password = ServerRig.Password }));
        Assert.Equal(HttpStatusCode.OK, (await owner.PostAsync("/api/backup", null)).StatusCode);
    }

    [Fact]
    public async Task Tokens_DoWhatTheirScopesSay()
    {
        using var owner = await _rig.LoginAsync(Role.Owner);
        foreach (var (scope, mayWrite) in ((string, Role[])[])[("read", []), ("trade", [Role.Trader]), ("develop", [Role.Developer]), ("admin", [Role.Viewer, Role.Owner])])
        {
            var made = await ServerRig.JsonAsync(await owner.PostAsJsonAsync("/api/tokens", new { name = scope, scopes = new[] { scope } }), HttpStatusCode.Created);
            using var robot = _rig.Stranger();
            robot.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.GetProperty("token").GetString());
            Assert.Equal(HttpStatusCode.OK, (await robot.GetAsync("/api/settings")).StatusCode);
            foreach (var route in _routes.Where(route => route.IsApi && (route.IsWrite || route.Rule!.Role == Role.Owner) && !mayWrite.Contains(route.Rule!.Role))) await Expect(robot, route, HttpStatusCode.Forbidden, "forbidden");
        }
    }

    [Fact]
    public async Task Answers_CarryThePolicy()
    {
        using var client = _rig.Stranger();
        foreach (var path in (string[])["/", "/health", "/api/settings", "/assets/none.js", "/auth/state"])
        {
            var headers = (await client.GetAsync(path)).Headers;
            var policy = headers.GetValues("Content-Security-Policy").Single();
            Assert.Equal("default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'", policy);
            Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("DENY", headers.GetValues("X-Frame-Options").Single());
            Assert.Equal("no-referrer", headers.GetValues("Referrer-Policy").Single());
            Assert.False(headers.Contains("Server"));
        }
    }

    static async Task<string> Expect(HttpClient client, ServerRoute route, HttpStatusCode status, string code)
    {
        using var request = route.Request();
        var failure = await ServerRig.JsonAsync(await client.SendAsync(request), status);
        Assert.Equal(code, failure.GetProperty("code").GetString());
        return failure.GetProperty("message").GetString()!;
    }
}
