using Argosy.Core.Values;
using Argosy.Hosting.Accounts;
using Argosy.Hosting.Alerting;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.Notifying;

/// <summary>Where people are told what they must know while they look elsewhere.</summary>
internal static class NotificationEndpoints
{
    const int MostAddress = 2_000, MostSecret = 200;

    public static void Map(RouteGroupBuilder api)
    {
        var notifications = api.MapGroup("/notifications").WithTags("notifications");
        notifications.MapGet("", async (Notifications channel, CancellationToken cancel) => Answers.Ok(NotificationAnswer.Of(channel, await channel.ReadAsync(cancel)))).Answering<NotificationAnswer>().WithSummary("Where alerts are posted and which; address and secret are never told again");
        notifications.MapPut("/webhook", SaveAsync).ForLiveAction(Role.Owner).Answering<NotificationAnswer>().WithSummary("Set the webhook; an address or secret that is left out stays, an empty secret goes");
        notifications.MapDelete("/webhook", RemoveAsync).For(Role.Owner).Produces(StatusCodes.Status204NoContent).WithSummary("Forget the webhook");
        notifications.MapPost("/webhook/test", TestAsync).For(Role.Owner).Answering<NotificationAnswer>().WithSummary("Post a test alert now, and say what the receiver answered");
    }

    static async Task<IResult> SaveAsync(WebhookWish wish, Notifications channel, KeyVault vault, CancellationToken cancel)
    {
        if (wish.Address is { Length: > MostAddress }) return ApiFailure.BadInput($"expected at most {MostAddress} characters", "address");
        if (wish.Secret is { } given && (given.Length > MostSecret || !given.All(letter => letter is > ' ' and <= '~'))) return ApiFailure.BadInput($"expected at most {MostSecret} visible ASCII characters", "secret");
        if (wish.Muted.Count != wish.Muted.Distinct().Count()) return ApiFailure.BadInput("expected each kind once", "muted");
        var before = await channel.ReadAsync(cancel);
        var address = before.Address;
        if (!string.IsNullOrWhiteSpace(wish.Address))
        {
            var read = WebhookAlerts.Address(wish.Address.Trim());
            if (!read.Ok) return ApiFailure.BadInput(read.Error!.Message, "address");
            address = WebhookSettings.Seal(vault, read.Value.AbsoluteUri);
        }
        if (address is null && wish.IsOn) return ApiFailure.BadInput("expected the address alerts are posted to", "address");
        var secret = wish.Secret switch { null => before.Secret, "" => null, var text => WebhookSettings.Seal(vault, text) };
        var settings = new WebhookSettings(wish.IsOn, address, secret, wish.Least, [.. wish.Muted.Order()]);
        await channel.SaveAsync(settings, cancel);
        return Answers.Ok(NotificationAnswer.Of(channel, settings));
    }

    static async Task<IResult> RemoveAsync(Notifications channel, CancellationToken cancel)
    {
        await channel.SaveAsync(WebhookSettings.None, cancel);
        return TypedResults.NoContent();
    }

    static async Task<IResult> TestAsync(Notifications channel, Visitor visitor, CancellationToken cancel)
    {
        var settings = await channel.ReadAsync(cancel);
        if (settings.Address is null) return ApiFailure.Conflict("no webhook is set; save its address first");
        var sent = await channel.TestAsync(visitor.Name, cancel);
        return sent.Ok ? Answers.Ok(NotificationAnswer.Of(channel, settings)) : ApiFailure.Of(sent.Error!);
    }
}

/// <summary>The webhook as somebody wants it.</summary>
/// <param name="IsOn">Whether anything is posted.</param>
/// <param name="Least">The least severity.</param>
/// <param name="Muted">Kinds that are not told.</param>
/// <param name="Address">https, or http on the server's own machine; null keeps the one before.</param>
/// <param name="Secret">Sent as X-Argosy-Secret; null keeps the one before, empty removes it.</param>
internal sealed record WebhookWish(bool IsOn, AlertSeverity Least, IReadOnlyList<AlertKind> Muted, string? Address = null, string? Secret = null);

/// <summary>Where alerts are posted and which.</summary>
/// <param name="IsOn">Whether anything is posted.</param>
/// <param name="Place">Scheme and host of the webhook; null where none is set.</param>
/// <param name="HasSecret">Whether a secret is sent along.</param>
/// <param name="Least">The least severity.</param>
/// <param name="Muted">Kinds that are not told.</param>
/// <param name="Kinds">All kinds there are.</param>
/// <param name="LastAt">When the last alert was posted since the start, Unix ms; null for none yet.</param>
/// <param name="LastError">Why it was not taken; null where it was.</param>
internal sealed record NotificationAnswer(bool IsOn, string? Place, bool HasSecret, AlertSeverity Least, IReadOnlyList<AlertKind> Muted, IReadOnlyList<AlertKind> Kinds, long? LastAt, string? LastError)
{
    public static NotificationAnswer Of(Notifications channel, WebhookSettings settings) =>
        new(settings.IsOn, channel.PlaceOf(settings), settings.Secret is not null, settings.Least, settings.Muted, Enum.GetValues<AlertKind>(), channel.Last?.Time, channel.Last?.Error);
}
