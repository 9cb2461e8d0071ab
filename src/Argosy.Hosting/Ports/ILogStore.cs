namespace Argosy.Hosting.Ports;

/// <summary>The logs of deployments.</summary>
public interface ILogStore
{
    /// <summary>Appends lines.</summary>
    Task Append(IReadOnlyList<LogRow> lines, CancellationToken cancel = default);

    /// <summary>A deployment's last lines before <paramref name="before"/> (a sequence), newest first.</summary>
    Task<IReadOnlyList<LogRow>> Last(int deployment, long before, int limit, CancellationToken cancel = default);
}
