using System.Globalization;
using Argosy.Core.Values;
using Argosy.Hosting.Deploying;
using Argosy.Hosting.Ports;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Mvc;

namespace Argosy.Server.Trading;

/// <summary>Which rows of a trading list are wanted.</summary>
/// <param name="Limit">Rows of a page, 1 to 1000; 200 where it is not said.</param>
/// <param name="After">The <c>next</c> of the page before.</param>
/// <param name="Deployment">A deployment; what it did before updates is part of it.</param>
/// <param name="Account">An account.</param>
/// <param name="Instrument">E.g. BTC/USDT.</param>
/// <param name="From">From this time on, Unix ms.</param>
/// <param name="To">Before this time, Unix ms.</param>
internal sealed record ListQuery(
    [FromQuery] int? Limit = null, [FromQuery] string? After = null, [FromQuery] int? Deployment = null, [FromQuery] string? Account = null, [FromQuery] string? Instrument = null, [FromQuery] long? From = null, [FromQuery] long? To = null)
{
    /// <summary>The filter, which reads one row more than wanted.</summary>
    public Result<TradingFilter> Filter(DeploymentManager deployments, int? deployment = null)
    {
        var page = new PageQuery(Limit, After);
        var rows = page.Rows();
        if (!rows.Ok) return rows.Error!;
        var keys = page.Keys(2);
        if (!keys.Ok) return keys.Error!;
        long? before = null;
        if (keys.Value is [var time, _])
        {
            if (!long.TryParse(time, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var at)) return Error.BadInput("after: expected the next of the page before");
            before = at;
        }
        var id = deployment ?? Deployment;
        return new TradingFilter
        {
            Deployments = id is { } one ? [one, .. deployments.Find(one)?.Replaced ?? []] : null, Account = Account, Instrument = Instrument, From = From, To = To, BeforeTime = before, BeforeKey = keys.Value is [_, var key] ? key : "", Limit = rows.Value + 1,
        };
    }

    /// <summary>The cursor behind a row.</summary>
    public static string[] Keys(long time, string key) => [time.ToString(CultureInfo.InvariantCulture), key];

    /// <summary>Names of deployments, deleted ones left out.</summary>
    public static Func<int, string?> Names(DeploymentManager deployments) => id => deployments.Find(id)?.Spec.Name;
}
