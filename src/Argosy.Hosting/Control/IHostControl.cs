using Argosy.Core.Values;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Desks;

namespace Argosy.Hosting.Control;

/// <summary>What people and programs may do with a running host, from whichever mouth: a console, a chat, HTTP.</summary>
/// <remarks>Safe from any thread. Each call says what came of it; what is refused changes nothing.</remarks>
public interface IHostControl
{
    /// <summary>All bots as they stand.</summary>
    IReadOnlyList<BotStatus> Bots { get; }

    /// <summary>Why entries are blocked for the whole host; empty where they are not.</summary>
    string Halted { get; }

    /// <summary>Why entries are blocked on single accounts, by account; empty where they are not.</summary>
    IReadOnlyDictionary<string, string> HaltedAccounts { get; }

    /// <summary>Most messages a bot's worker has not answered; nearly right.</summary>
    int Backlog { get; }

    /// <summary>Starts a bot that stopped or was disabled.</summary>
    Task<Result<bool>> StartAsync(string bot, CancellationToken cancellation = default);

    /// <summary>Stops a bot: its entries are cancelled, its exits stay.</summary>
    Task<Result<bool>> StopAsync(string bot, CancellationToken cancellation = default);

    /// <summary>Lets a bot go on without entries.</summary>
    Task<Result<bool>> PauseAsync(string bot, CancellationToken cancellation = default);

    /// <summary>Ends a bot's pause.</summary>
    Task<Result<bool>> ResumeAsync(string bot, CancellationToken cancellation = default);

    /// <summary>Fires a scheduled bot now, outside its schedule; a host that knows no schedules refuses it.</summary>
    Task<Result<bool>> RunNowAsync(string bot, CancellationToken cancellation = default) => Task.FromResult<Result<bool>>(new Error(ErrorKind.Refused, $"{bot} has no schedule here; run is for deployments with one"));

    /// <summary>The kill switch: blocks entries of all bots and cancels their entry orders; exits stay. On demand it closes all of our positions.</summary>
    /// <param name="reason">Why, e.g. who pressed it.</param>
    /// <param name="flatten">Whether positions are closed, too; those of paper bots by an order at their market.</param>
    /// <param name="account">The one account it holds for; null: all.</param>
    /// <param name="cancellation">Ends the wait, not the halt.</param>
    /// <returns>What is left on each account after a wait of some seconds.</returns>
    Task<IReadOnlyList<KillReport>> HaltAsync(string reason, bool flatten, string? account = null, CancellationToken cancellation = default);

    /// <summary>Lifts the kill switch.</summary>
    /// <param name="by">Who lifts it.</param>
    /// <param name="account">The one account it is lifted for; null: all, single ones included. While all are halted no single one is free.</param>
    Task LiftAsync(string by, string? account = null);

    /// <summary>Closes what a bot holds at the market and cancels its entries; it goes on, and may enter again at its next decision unless it is paused.</summary>
    /// <param name="bot">The bot.</param>
    /// <param name="symbol">The one market; null: all.</param>
    /// <param name="source">console, http, telegram or webhook.</param>
    /// <param name="id">The sender's id: repeated, it is not carried out again.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<Result<bool>> FlattenAsync(string bot, string? symbol, string source, string id, CancellationToken cancellation = default);

    /// <summary>Gives a command to a bot's strategy, once for each id of its source.</summary>
    /// <param name="bot">The bot.</param>
    /// <param name="text">In the command grammar.</param>
    /// <param name="source">console, http, telegram or webhook.</param>
    /// <param name="id">The sender's id of the command; a repeated one is not carried out again.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<Result<bool>> CommandAsync(string bot, string text, string source, string id, CancellationToken cancellation = default);

    /// <summary>The number in its run of an order at an exchange; null where no run wanted it, or the account is not open.</summary>
    /// <param name="account">The account.</param>
    /// <param name="clientId">Our id of the order.</param>
    Task<int?> OrderNumberAsync(string account, string clientId);

    /// <summary>Ends the host: bots let go, what was cancelled is waited for, queues are written.</summary>
    void Quit();
}
