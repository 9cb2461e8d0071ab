using Argosy.Core.Values;
using Argosy.Hosting.Deploying;
using Argosy.Hosting.Ports;

namespace Argosy.Cli.Serving;

/// <summary>What a new server shows at once: a bot that trades on paper on the virtual market. Once deleted it does not come back.</summary>
static class DemoBot
{
    const string Scope = "server", Document = "demo";

    /// <summary>Makes it where a server has never had one.</summary>
    public static async Task<Result<bool>> MakeAsync(DeploymentManager deployments, IDatabase database, CancellationToken cancellation)
    {
        if (await database.Documents.Get(Scope, Document, cancellation) is not null || deployments.All.Count > 0) return false;
        var made = await deployments.CreateAsync(
            new DeploymentSpec
            {
                Name = "demo", Strategy = "ma-cross", Parameters = new Dictionary<string, string> { ["fast"] = "8", ["slow"] = "21" }, Venue = "virtual", Instruments = ["BTC/USDT", "ETH/USDT", "SOL/USDT"], Timeframe = "5s", WarmUp = 300, Size = "equity:30%", Exits = ["stop:2%"],
            },
            "argosy", cancellation);
        if (!made.Ok) return made.Error!;
        await database.Documents.Put(Scope, Document, "{\"made\":true}", cancellation);
        return await deployments.StartAsync(made.Value.Id, "argosy", cancellation);
    }
}
