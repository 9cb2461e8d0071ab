namespace Argosy.Hosting.Ports;

/// <summary>What strategies of deployments drew and keep.</summary>
public interface IOutputStore
{
    /// <summary>Adds points of plots; of one plot and time the last one counts. Points told again change nothing.</summary>
    Task Plot(IReadOnlyList<PlotRow> points, CancellationToken cancel = default);

    /// <summary>Points of some deployments from a time on, in order of time; where there are more than <paramref name="limit"/>, the newest of them.</summary>
    Task<IReadOnlyList<PlotRow>> Plots(IReadOnlyCollection<int> deployments, long from, int limit, CancellationToken cancel = default);

    /// <summary>Replaces what strategies keep.</summary>
    Task Keep(IReadOnlyList<StrategyStateRow> states, CancellationToken cancel = default);

    /// <summary>What a deployment's strategy keeps, by instrument.</summary>
    Task<IReadOnlyList<StrategyStateRow>> States(int deployment, CancellationToken cancel = default);

    /// <summary>Removes the oldest points and log lines of a deployment beyond so many of each.</summary>
    /// <returns>How many rows went.</returns>
    Task<int> Prune(int deployment, int points, int lines, CancellationToken cancel = default);
}
