using Argosy.Core.Values;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Control;
using Argosy.Hosting.Desks;

namespace Argosy.Hosting.Deploying;

/// <summary>A host's control where deployments are managed: what is said to a bot by its name reaches its deployment, whether it runs or not.</summary>
/// <param name="host">The bots that run, managed trades among them.</param>
/// <param name="deployments">The deployments.</param>
public sealed class FleetControl(LiveHost host, DeploymentManager deployments) : IHostControl
{
    const string By = "command";

    /// <inheritdoc/>
    public IReadOnlyList<BotStatus> Bots
    {
        get
        {
            var running = host.Bots;
            var resting = deployments.All.Where(one => !running.Any(status => status.Deployment == one.Id)).Select(StatusOf);
            return [.. running.Concat(resting).OrderBy(status => status.Deployment)];
        }
    }

    /// <inheritdoc/>
    public string Halted => host.Halted;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> HaltedAccounts => host.HaltedAccounts;

    /// <inheritdoc/>
    public int Backlog => host.Backlog;

    /// <inheritdoc/>
    public Task<Result<bool>> StartAsync(string bot, CancellationToken cancellation = default) => deployments.Find(bot) is { } one ? deployments.StartAsync(one.Id, By, cancellation) : host.StartAsync(bot, cancellation);

    /// <inheritdoc/>
    public Task<Result<bool>> StopAsync(string bot, CancellationToken cancellation = default) => deployments.Find(bot) is { } one ? deployments.StopAsync(one.Id, PositionsAtStop.Leave, By, cancellation) : host.StopAsync(bot, cancellation);

    /// <inheritdoc/>
    public Task<Result<bool>> PauseAsync(string bot, CancellationToken cancellation = default) => deployments.Find(bot) is { } one ? deployments.PauseAsync(one.Id, By, cancellation) : host.PauseAsync(bot, cancellation);

    /// <inheritdoc/>
    public Task<Result<bool>> ResumeAsync(string bot, CancellationToken cancellation = default) => deployments.Find(bot) is { } one ? deployments.ResumeAsync(one.Id, By, cancellation) : host.ResumeAsync(bot, cancellation);

    /// <inheritdoc/>
    public Task<Result<bool>> RunNowAsync(string bot, CancellationToken cancellation = default) =>
        deployments.Find(bot) is { } one ? deployments.RunNowAsync(one.Id, By, cancellation) : Task.FromResult<Result<bool>>(new Error(ErrorKind.Refused, $"there is no deployment {bot}{Suggestion.Phrase(bot, deployments.All.Select(known => known.Spec.Name))}"));

    /// <inheritdoc/>
    public Task<IReadOnlyList<KillReport>> HaltAsync(string reason, bool flatten, string? account = null, CancellationToken cancellation = default) => host.HaltAsync(reason, flatten, account, cancellation);

    /// <inheritdoc/>
    public Task LiftAsync(string by, string? account = null) => host.LiftAsync(by, account);

    /// <inheritdoc/>
    public Task<Result<bool>> FlattenAsync(string bot, string? symbol, string source, string id, CancellationToken cancellation = default) => host.FlattenAsync(bot, symbol, source, id, cancellation);

    /// <inheritdoc/>
    public Task<Result<bool>> CommandAsync(string bot, string text, string source, string id, CancellationToken cancellation = default) => host.CommandAsync(bot, text, source, id, cancellation);

    /// <inheritdoc/>
    public Task<int?> OrderNumberAsync(string account, string clientId) => host.OrderNumberAsync(account, clientId);

    /// <inheritdoc/>
    public void Quit() => host.Quit();

    static BotStatus StatusOf(DeploymentView one)
    {
        var last = one.Status ?? new BotStatus { Name = one.Spec.Name, Deployment = one.Id, Account = one.Account, IsLive = one.Spec.Mode == DeploymentMode.Live, Instruments = one.Spec.Instruments, Positions = [.. one.Spec.Instruments.Select(_ => 0m)] };
        var state = one.State switch
        {
            DeploymentState.Starting => BotState.Starting,
            DeploymentState.Running or DeploymentState.Closing => BotState.Running,
            DeploymentState.Paused => BotState.Paused,
            DeploymentState.Waiting => BotState.Suspended,
            DeploymentState.Stopped => BotState.Stopped,
            DeploymentState.Disabled => BotState.Disabled,
        };
        return last with { State = state, Reason = one.Error, Blocked = "" };
    }
}
