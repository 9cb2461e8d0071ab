using System.Globalization;
using Argosy.Core.Values;
using Argosy.Hosting.Control;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Commands;

/// <summary>Cancels an entry by the id people see, whoever's it is: a managed trade's or a strategy's.</summary>
/// <param name="host">The bots.</param>
/// <param name="trades">The managed trades.</param>
/// <param name="database">Whose order it is.</param>
/// <param name="time">The clock.</param>
public sealed class OrderCancelling(IHostControl host, ManagedTrades trades, IDatabase database, TimeProvider time)
{
    readonly RunCommands _commands = new(host, time);

    /// <summary>Cancels one.</summary>
    /// <param name="order">Our id, or the venue's.</param>
    /// <param name="request">How it came in.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<CommandAnswer> CancelAsync(string order, CommandRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await database.Reading.Order(order, cancellation).ConfigureAwait(false) is not { } row) return CommandAnswer.Refused($"there is no order {order}");
        if (row.Phase >= OrderPhase.Filled) return CommandAnswer.Refused($"order {order} has ended: {KebabCase.Of(row.Phase.ToString())}");
        if (host.Bots.FirstOrDefault(bot => bot.Deployment == row.Deployment) is not { } bot) return CommandAnswer.Refused($"order {order} is of deployment {row.Deployment}, which does not run here");
        if (ManagedTrades.IsTrade(bot.Name)) return await trades.CancelAsync(order, request).ConfigureAwait(false);
        var number = bot.IsLive ? await host.OrderNumberAsync(bot.Account, row.ClientId).ConfigureAwait(false) : NumberOf(row.ClientId);
        if (number is not { } known) return CommandAnswer.Refused($"order {order} is none that {bot.Name} wanted; the desk of its account made it");
        var outcome = await _commands.CancelAsync(bot.Name, known, request.Source, $"{request.Id}/{bot.Name}", cancellation).ConfigureAwait(false);
        return outcome.Ok ? CommandAnswer.Done($"{bot.Name}: {outcome.Value}") : CommandAnswer.Refused($"{bot.Name}: {outcome.Error!.Message}");
    }

    // paper-DEPLOYMENT-ORDER
    static int? NumberOf(string clientId) => clientId.Split('-') is ["paper", _, var text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
