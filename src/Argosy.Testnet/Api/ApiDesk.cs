using System.Globalization;
using Argosy.Testnet.Accounts;
using Argosy.Testnet.Orders;

namespace Argosy.Testnet.Api;

/// <summary>The door of the exchange: limits, key, signature, freshness, then the route. Pure: a call in, an answer out.</summary>
internal sealed class ApiDesk(ExchangeState state, IEnumerable<Route> routes, RateLimits limits)
{
    readonly Dictionary<(string Method, string Path), Route> _routes = routes.ToDictionary(route => (route.Method, route.Path));

    /// <summary>Weights and orders counted.</summary>
    public RateLimits Limits => limits;

    /// <summary>Added to the clock clients see, ms.</summary>
    public long ClockSkewMs { get; set; }

    /// <summary>Whether timestamps are held against the clock.</summary>
    public bool ChecksTime { get; set; } = true;

    /// <summary>The clock clients see, Unix ms.</summary>
    public long ShownTime => state.Now + ClockSkewMs;

    /// <summary>Nothing but this is answered while it is down.</summary>
    public bool IsDown { get; set; }

    /// <summary>Answers a call.</summary>
    public ApiAnswer Answer(ApiCall call)
    {
        try
        {
            return Admitted(call);
        }
        catch (RefusedException refusal)
        {
            return ApiAnswer.Refused(refusal);
        }
    }

    /// <summary>The account of a key, or a refusal.</summary>
    public Account AccountOf(string? key)
    {
        if (key is null) throw new RefusedException(-2014, "API-key format invalid.", 401);
        return state.Accounts.GetValueOrDefault(key) ?? throw new RefusedException(-2015, "Invalid API-key, IP, or permissions for action.", 401);
    }

    ApiAnswer Admitted(ApiCall call)
    {
        if (IsDown) throw new RefusedException(-1016, "System is under maintenance.", 503);
        if (!_routes.TryGetValue((call.Method, call.Path), out var route)) throw new RefusedException(-1000, $"No such path: {call.Method} {call.Path}", 404);
        var used = limits.Use(call.Address, route.Weight, state.Now);
        var parameters = new Parameters(call.Query, call.Body);
        Account? account = null;
        if (route.Access != Access.Open) account = AccountOf(call.Key);
        if (route.Access == Access.Signed)
        {
            if (!call.IsAuthenticated) Signatures.Check(account!, call);
            if (ChecksTime) Signatures.CheckTime(parameters, ShownTime);
        }
        var orders = route.IsOrder ? limits.Order(account!.Id, state.Now) : 0;
        var answer = new ApiAnswer(200, route.Answer(new Request(parameters, account)).ToJsonString(Json.Plain));
        answer.Headers.Add(("X-MBX-USED-WEIGHT", used.ToString(CultureInfo.InvariantCulture)));
        answer.Headers.Add(("X-MBX-USED-WEIGHT-1M", used.ToString(CultureInfo.InvariantCulture)));
        if (orders > 0) answer.Headers.Add(("X-MBX-ORDER-COUNT-10S", orders.ToString(CultureInfo.InvariantCulture)));
        return answer;
    }
}
