using System.Diagnostics.CodeAnalysis;

namespace Argosy.Hosting.Orders;

/// <summary>The name under which a venue knows one of our orders: 18 characters [a-z0-9], made before the order is sent and never used twice.</summary>
/// <remarks>
/// Fixed places in base 36: installation 4, deployment 3, epoch 6, counter 4, attempt 1. Eighteen letters and digits satisfy every exchange;
/// the epoch grows at every start, restore and change of lease, so a counter that begins anew meets no old id.
/// </remarks>
public readonly record struct ClientOrderId
{
    /// <summary>Characters of the text.</summary>
    public const int Length = 18;

    /// <summary>Installations run 0..this.</summary>
    public const int MaxInstallation = (36 * 36 * 36 * 36) - 1;

    /// <summary>Deployments run 0..this.</summary>
    public const int MaxDeployment = (36 * 36 * 36) - 1;

    /// <summary>Epochs run 0..this.</summary>
    public const int MaxEpoch = int.MaxValue;

    /// <summary>Counters run 0..this.</summary>
    public const int MaxCounter = MaxInstallation;

    /// <summary>Attempts run 0..this.</summary>
    public const int MaxAttempt = 35;

    const int InstallationPlaces = 4, DeploymentPlaces = 3, EpochPlaces = 6, CounterPlaces = 4;

    /// <summary>Puts an id together.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A part outside its range.</exception>
    public ClientOrderId(int installation, int deployment, int epoch, int counter, int attempt)
    {
        Installation = Within(installation, MaxInstallation, nameof(installation));
        Deployment = Within(deployment, MaxDeployment, nameof(deployment));
        Epoch = Within(epoch, MaxEpoch, nameof(epoch));
        Counter = Within(counter, MaxCounter, nameof(counter));
        Attempt = Within(attempt, MaxAttempt, nameof(attempt));
    }

    /// <summary>Which Argosy sent it; drawn once, and anew when a backup is restored.</summary>
    public int Installation { get; }

    /// <summary>Which deployment sent it.</summary>
    public int Deployment { get; }

    /// <summary>Which start of that deployment.</summary>
    public int Epoch { get; }

    /// <summary>Which intent of that epoch.</summary>
    public int Counter { get; }

    /// <summary>0 for the first sending; an exit the venue never saw is sent again as the next.</summary>
    public int Attempt { get; }

    /// <summary>The same intent's next attempt.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No attempt is left.</exception>
    public ClientOrderId NextAttempt() => new(Installation, Deployment, Epoch, Counter, Attempt + 1);

    /// <summary>The same intent's first attempt: what all its attempts have in common.</summary>
    public ClientOrderId Intent() => new(Installation, Deployment, Epoch, Counter, 0);

    /// <summary>The 18 characters.</summary>
    public override string ToString() => string.Create(Length, this, static (text, id) =>
    {
        Base36.Write(id.Installation, text[..InstallationPlaces]);
        text = text[InstallationPlaces..];
        Base36.Write(id.Deployment, text[..DeploymentPlaces]);
        text = text[DeploymentPlaces..];
        Base36.Write(id.Epoch, text[..EpochPlaces]);
        text = text[EpochPlaces..];
        Base36.Write(id.Counter, text[..CounterPlaces]);
        Base36.Write(id.Attempt, text[CounterPlaces..]);
    });

    /// <summary>Reads an id back; false for whatever no Argosy can have made (another length, other characters).</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ClientOrderId id)
    {
        id = default;
        if (text is not { Length: Length }) return false;
        var rest = text.AsSpan();
        if (!Take(ref rest, InstallationPlaces, out var installation) || !Take(ref rest, DeploymentPlaces, out var deployment)) return false;
        if (!Take(ref rest, EpochPlaces, out var epoch) || !Take(ref rest, CounterPlaces, out var counter) || !Take(ref rest, 1, out var attempt)) return false;
        id = new ClientOrderId(installation, deployment, epoch, counter, attempt);
        return true;
    }

    static bool Take(ref ReadOnlySpan<char> rest, int places, out int value)
    {
        var ok = Base36.TryRead(rest[..places], out value);
        rest = rest[places..];
        return ok;
    }

    static int Within(int value, int maximum, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, maximum, name);
        return value;
    }
}
