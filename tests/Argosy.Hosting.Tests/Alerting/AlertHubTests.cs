using System.Net;
using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Hosting.Alerting;
using Argosy.Hosting.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Argosy.Hosting.Tests.Alerting;

public sealed class AlertHubTests
{
    // The answers of a real socket are waited for however busy the machine is.
    static readonly AlertOptions Patient = new() { FirstWait = TimeSpan.FromMilliseconds(10), DrainTimeout = TimeSpan.FromMinutes(2) };

    [Fact]
    public async Task Alert_ThatIsRepeated_IsToldOnceAndCounted()
    {
        var channel = new ListChannel(AlertSeverity.Info);
        await using (var hub = new AlertHub([], [channel], null, TimeProvider.System))
        {
            for (var i = 0; i < 5; i++) hub.Tell(new Alert(AlertSeverity.Warning, "clock", "the clock is off"));
            hub.Tell(new Alert(AlertSeverity.Warning, "clock", "the clock is further off"));
        }
        Assert.Equal(["the clock is off", "the clock is further off"], channel.Taken.Select(sent => sent.Alert.Text));
        Assert.Equal([0, 4], channel.Taken.Select(sent => sent.HeldBack));
    }

    [Fact]
    public async Task Alerts_TooManyAtOnce_AreHeldBack_CriticalOnesLater()
    {
        var channel = new ListChannel(AlertSeverity.Info);
        await using (var hub = new AlertHub([], [channel], null, TimeProvider.System, new AlertOptions { MostAMinute = 3 }))
        {
            for (var i = 0; i < 10; i++) hub.Tell(new Alert(AlertSeverity.Info, "note", $"note {i}"));
            hub.Tell(new Alert(AlertSeverity.Critical, "journal", "the journal is lost"));
        }
        Assert.Equal(["note 0", "note 1", "note 2", "the journal is lost"], channel.Taken.Select(sent => sent.Alert.Text));
        Assert.Equal(7, channel.Taken[^1].HeldBack);
    }

    [Fact]
    public async Task Channel_IsToldFromItsSeverityOn()
    {
        var channel = new ListChannel(AlertSeverity.Critical);
        await using (var hub = new AlertHub([], [channel], null, TimeProvider.System))
        {
            hub.Tell(new Alert(AlertSeverity.Warning, "a", "less"));
            hub.Tell(new Alert(AlertSeverity.Critical, "b", "more"));
        }
        Assert.Equal("more", Assert.Single(channel.Taken).Alert.Text);
    }

    [Fact]
    public async Task Provider_ThatHangs_DelaysNobody()
    {
        var hanging = new HangingChannel();
        var told = new ListAlerts();
        await using var hub = new AlertHub([told], [hanging], null, TimeProvider.System);
        for (var i = 0; i < 10; i++) hub.Tell(new Alert(AlertSeverity.Info, "note", $"note {i}"));
        // Tell came back ten times while the provider had not answered once.
        Assert.Equal(10, told.Taken.Count);
        Assert.Equal(0, hanging.Answered);
    }

    [Fact]
    public async Task Webhook_ThatFailsTwice_GetsTheAlertWithItsSecret()
    {
        var bodies = new List<(string? Secret, JsonElement Body)>();
        var attempts = 0;
        await using var server = await ServeAsync(async context =>
        {
            if (++attempts < 3)
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
            }
            using var document = await JsonDocument.ParseAsync(context.Request.Body);
            bodies.Add((context.Request.Headers[WebhookAlerts.SecretHeader], document.RootElement.Clone()));
        });
        using var http = new HttpClient();
        var webhook = new WebhookAlerts(http, AddressOf(server), "hush", AlertSeverity.Info, TimeSpan.FromMinutes(1));
        await using (var hub = new AlertHub([], [webhook], null, TimeProvider.System, Patient)) hub.Tell(new Alert(AlertSeverity.Critical, "unexplained", "0.1 BTC \"more\"", "main", 3));
        var (secret, body) = Assert.Single(bodies);
        Assert.Equal("hush", secret);
        Assert.Equal("argosy-alert/1", body.GetProperty("format").GetString());
        Assert.Equal("critical", body.GetProperty("severity").GetString());
        Assert.Equal("0.1 BTC \"more\"", body.GetProperty("text").GetString());
        Assert.Equal(3, body.GetProperty("deployment").GetInt32());
    }

    [Fact]
    public async Task Webhook_ThatRefuses_IsNotTriedAgain()
    {
        var attempts = 0;
        await using var server = await ServeAsync(context =>
        {
            attempts++;
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        });
        using var http = new HttpClient();
        var hub = new AlertHub([], [new WebhookAlerts(http, AddressOf(server), null, AlertSeverity.Info, TimeSpan.FromMinutes(1))], null, TimeProvider.System, Patient);
        hub.Tell(new Alert(AlertSeverity.Critical, "test", "test"));
        await hub.DisposeAsync();
        Assert.Equal(1, attempts);
        Assert.Equal(1, hub.Failed);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1", "https://")]
    [InlineData("http://example.org/x", "not encrypted")]
    [InlineData("nonsense", "no address")]
    public void Webhook_OfABadAddress_IsRefused(string text, string said) => Assert.Contains(said, WebhookAlerts.Address(text).Error!.Message, StringComparison.Ordinal);

    static async Task<WebApplication> ServeAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = builder.Build();
        server.Run(answer);
        await server.StartAsync();
        return server;
    }

    static Uri AddressOf(WebApplication server) => new(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    sealed class ListChannel(AlertSeverity least) : IAlertChannel
    {
        public List<SentAlert> Taken { get; } = [];

        public string Name => "list";

        public AlertSeverity Least => least;

        public Task<Result<bool>> SendAsync(SentAlert alert, CancellationToken cancellation)
        {
            Taken.Add(alert);
            return Task.FromResult<Result<bool>>(true);
        }
    }

    sealed class HangingChannel : IAlertChannel
    {
        public int Answered { get; private set; }

        public string Name => "hanging";

        public AlertSeverity Least => AlertSeverity.Info;

        public async Task<Result<bool>> SendAsync(SentAlert alert, CancellationToken cancellation)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            Answered++;
            return true;
        }
    }

    sealed class ListAlerts : IAlerts
    {
        public List<Alert> Taken { get; } = [];

        public void Tell(Alert alert) => Taken.Add(alert);
    }
}
