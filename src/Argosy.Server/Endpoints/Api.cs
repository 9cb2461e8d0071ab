using Argosy.Server.Accounts;
using Argosy.Server.Administration;
using Argosy.Server.Auditing;
using Argosy.Server.Auth;
using Argosy.Server.Bots;
using Argosy.Server.Health;
using Argosy.Server.Http;
using Argosy.Server.Jobs;
using Argosy.Server.Live;
using Argosy.Server.MarketData;
using Argosy.Server.Research;
using Argosy.Server.Trading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Argosy.Server.Endpoints;

/// <summary>The table of the API: one line for each part. Whatever stands under /api needs a login; writes state their role.</summary>
internal static class Api
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        AuthEndpoints.Map(routes);
        HealthEndpoints.MapOpen(routes);
        Services.ChartAlertDoor.Map(routes);
        var api = routes.MapGroup("/api").For(Role.Viewer);
        AccessEndpoints.Map(api);
        AccountEndpoints.Map(api);
        AdministrationEndpoints.Map(api);
        ApiDescription.Map(api);
        AuditEndpoints.Map(api);
        BotEndpoints.Map(api);
        CandleEndpoints.Map(api);
        DataEndpoints.Map(api, routes.ServiceProvider.GetRequiredService<ResearchOptions>());
        EditorEndpoints.Map(api);
        HealthEndpoints.Map(api);
        JobEndpoints.Map(api);
        MeEndpoints.Map(api);
        Notifying.NotificationEndpoints.Map(api);
        RunEndpoints.Map(api);
        Services.ServiceEndpoints.Map(api);
        StrategyEndpoints.Map(api);
        StudyEndpoints.Map(api);
        TradingEndpoints.Map(api);
        UserEndpoints.Map(api);
        // What does not exist is not told to strangers.
        api.Map("/{**rest}", Unrouted.Of).ExcludeFromDescription();
        routes.MapHub<LiveHub>("/hub").For(Role.Viewer);
    }
}
