using Argosy.Core.Commands;
using Argosy.Core.Values;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Control;

namespace Argosy.Hosting.Commands;

/// <summary>Commands a bot's run carries out itself, whatever its strategy thinks: protecting a position, cancelling entries. It waits for what comes of them.</summary>
/// <param name="host">The bots.</param>
/// <param name="time">The clock.</param>
public sealed class RunCommands(IHostControl host, TimeProvider time)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20), Step = TimeSpan.FromMilliseconds(20);

    /// <summary>Sets, moves or takes away the stop and the target of what a bot holds.</summary>
    /// <param name="bot">The bot.</param>
    /// <param name="wish">What; where it holds is the bot's.</param>
    /// <param name="source">console, web, http, telegram or webhook.</param>
    /// <param name="id">The sender's id: repeated, it is not carried out again.</param>
    /// <param name="cancellation">Ends the wait, not the command.</param>
    /// <returns>What was done, one sentence; an error where nothing was, or where nobody knows yet.</returns>
    public Task<Result<string>> ProtectAsync(string bot, ProtectCommand wish, string source, string id, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(wish);
        return AskAsync(bot, (wish with { Scope = CommandScope.Default }).ToString(), source, id, cancellation);
    }

    /// <summary>Cancels one entry of a bot by its number in the run, or all its entries; its stops and targets stay. The run hears of it, and may enter again at its next decision.</summary>
    /// <param name="bot">The bot.</param>
    /// <param name="order">The number in the run; null for all.</param>
    /// <param name="source">console, web, http, telegram or webhook.</param>
    /// <param name="id">The sender's id: repeated, it is not carried out again.</param>
    /// <param name="cancellation">Ends the wait, not the command.</param>
    /// <returns>As above.</returns>
    public Task<Result<string>> CancelAsync(string bot, int? order, string source, string id, CancellationToken cancellation = default) =>
        AskAsync(bot, new CancelCommand(order is { } number ? Exact.Text(number) : null, null, CommandScope.Default).ToString(), source, id, cancellation);

    async Task<Result<string>> AskAsync(string bot, string text, string source, string id, CancellationToken cancellation)
    {
        var before = ReplyOf(bot)?.Number ?? 0;
        var told = await host.CommandAsync(bot, text, source, id, cancellation).ConfigureAwait(false);
        if (!told.Ok) return told.Error!;
        for (var began = time.GetTimestamp(); time.GetElapsedTime(began) < Patience;)
        {
            // A bot that was started anew meanwhile counts from its log: the command is in it.
            if (ReplyOf(bot) is { } reply && reply.Number > before && reply.Command == text) return reply.IsRefused ? new Error(ErrorKind.Refused, reply.Text) : reply.Text;
            await Task.Delay(Step, time, cancellation).ConfigureAwait(false);
        }
        return new Error(ErrorKind.Timeout, $"{bot} was told '{text}' and has not answered yet; its log says what comes of it");
    }

    BotReply? ReplyOf(string bot) => host.Bots.FirstOrDefault(one => one.Name == bot)?.Reply;
}
