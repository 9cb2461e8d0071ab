using System.Text.Json;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Deploying;

/// <summary>A deployment the manager keeps: its row, its text, and what is known of its run.</summary>
sealed class Deployed(DeploymentRow row, DeploymentText text) : IDisposable
{
    volatile BotStatus? _last;

    /// <summary>One change at a time.</summary>
    public SemaphoreSlim Gate { get; } = new(1);

    /// <summary>Its row as it was read or made.</summary>
    public DeploymentRow Row => row;

    /// <summary>What its row holds now.</summary>
    public DeploymentText Text { get; set; } = text;

    /// <summary>What was asked.</summary>
    public DeploymentSpec Spec => Text.Spec;

    /// <summary>Its bot's name in the host.</summary>
    public string Name => Text.Spec.Name;

    /// <summary>When it is fired; null where it is kept running.</summary>
    public CronTime? Schedule { get; } = text.Spec.Schedule.Length > 0 && CronTime.Parse(text.Spec.Schedule) is { Ok: true, Value: var schedule } ? schedule : null;

    /// <summary>When it is fired next, Unix ms.</summary>
    public long NextFire { get; set; } = long.MaxValue;

    /// <summary>While it is fired: the close its bot must have heard of before it may rest again, Unix ms; null while it waits.</summary>
    public long? FiredUntil { get; set; }

    /// <summary>What is being flattened: an instrument, all where it is empty; null for nothing.</summary>
    public string? ToFlatten { get; set; }

    /// <summary>When that was asked for, Unix ms.</summary>
    public long FlattenAsked { get; set; }

    /// <summary>When its bot was told last, Unix ms.</summary>
    public long FlattenedAt { get; set; }

    /// <summary>Whether a person must look before it goes on.</summary>
    public bool IsDisabled { get; set; } = row.State == "disabled";

    /// <summary>Whether it is being started again and again until its venue answers.</summary>
    public bool IsStarting { get; set; }

    /// <summary>Why it is not where it is wanted.</summary>
    public string Error { get; set; } = "";

    /// <summary>Since when it stands where it does, Unix ms.</summary>
    public long Since { get; set; } = row.CreatedAt;

    /// <summary>What its bot said last; null where it never ran.</summary>
    public BotStatus? Last
    {
        get => _last;
        set => _last = value;
    }

    /// <summary>A stored status; null where it cannot be read.</summary>
    public static BotStatus? StatusOf(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, DeploymentJson.Default.BotStatus);
        }
        catch (JsonException)
        {
            // Of another version: the next start says it anew.
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Gate.Dispose();
}
