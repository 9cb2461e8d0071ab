using System.Text;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Tests.Wire;

/// <summary>Requests that end where they began.</summary>
public sealed class RehearsalLineTests
{
    [Fact]
    public async Task Requests_AreAnsweredAtOnce_OverOneConnection()
    {
        // Another test may rehearse beside this one, on connections of its own.
        var before = RehearsalLine.Connections;
        for (var i = 0; i < 200; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(RehearsalLine.Address, "/api/v3/order")) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(new string('a', 100 + i))) };
            request.Headers.Add("X-MBX-APIKEY", "key");
            using var answer = await RehearsalLine.Http.SendAsync(request);
            Assert.Equal("{}", await answer.Content.ReadAsStringAsync());
        }
        Assert.InRange(RehearsalLine.Connections - before, 1, 20);
    }

    [Fact]
    public void Address_IsNobodys() => Assert.EndsWith(".invalid", RehearsalLine.Address.Host, StringComparison.Ordinal);
}
