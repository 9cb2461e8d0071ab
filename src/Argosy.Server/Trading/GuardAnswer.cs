using Argosy.Core.Links;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Deploying;

namespace Argosy.Server.Trading;

/// <summary>A guard or limit of a deployment, and how it stood when its run was told something last.</summary>
/// <param name="Scope">The deployment's name.</param>
/// <param name="Deployment">Its number.</param>
/// <param name="Rule">The rule, e.g. cooldown:1h.</param>
/// <param name="State">Whether it blocks entries.</param>
/// <param name="Instrument">The instrument it speaks of; null: the whole run.</param>
/// <param name="Threshold">What it goes by, in its unit; null where nothing was said yet.</param>
/// <param name="Current">What is held against the threshold, rounded; null where it counts nothing, or nothing yet.</param>
/// <param name="Unit">Of both; a time is in ms.</param>
/// <param name="Asset">The asset of an amount.</param>
/// <param name="Until">The last instant at which it blocks if nothing else happens, Unix ms; null where it does not block, or no time ends it.</param>
/// <param name="Tripped">When it was last found to block after it had not, Unix ms.</param>
/// <param name="Time">When its run was told something last, Unix ms.</param>
internal sealed record GuardAnswer(
    string Scope, int Deployment, string Rule, GuardState State, string? Instrument = null, decimal? Threshold = null, decimal? Current = null, RuleUnit? Unit = null, string? Asset = null,
    long? Until = null, long? Tripped = null, long? Time = null)
{
    /// <summary>The rules of a deployment: as its run says them, else as they were asked for.</summary>
    /// <param name="one">The deployment.</param>
    /// <param name="now">Unix ms.</param>
    public static IEnumerable<GuardAnswer> Of(DeploymentView one, long now)
    {
        var isOff = one.State is DeploymentState.Stopped or DeploymentState.Disabled or DeploymentState.Waiting;
        if (one.Status is not { Rules.Count: > 0 } status) return one.Spec.Guards.Concat(one.Spec.Limits).Select(rule => new GuardAnswer(one.Spec.Name, one.Id, rule, isOff ? GuardState.Off : GuardState.Unread));
        return status.Rules.Select(rule => Of(one, status, rule, isOff ? GuardState.Off : StateOf(rule, now)));
    }

    static GuardAnswer Of(DeploymentView one, BotStatus status, RuleStand rule, GuardState state)
    {
        var instrument = rule.Instrument >= 0 && rule.Instrument < status.Instruments.Count ? status.Instruments[rule.Instrument] : null;
        var assets = (instrument ?? (status.Instruments.Count > 0 ? status.Instruments[0] : "")).Split('/');
        var asset = rule.Unit switch
        {
            RuleUnit.Quote => assets[^1],
            RuleUnit.Base => assets[0],
            RuleUnit.Ratio or RuleUnit.Multiple or RuleUnit.Time or RuleUnit.Trades or RuleUnit.Orders => null,
        };
        return new GuardAnswer(one.Spec.Name, one.Id, rule.Rule, state, instrument, rule.Threshold, rule.Current, rule.Unit, asset, rule.Until, rule.Tripped, status.Time);
    }

    // A run says so again at its next message; that a time has passed is known before.
    static GuardState StateOf(RuleStand rule, long now) => rule.IsBlocking && !(rule.Until < now) ? GuardState.Tripped : GuardState.Ok;
}

/// <summary>Whether a guard or limit blocks entries.</summary>
internal enum GuardState
{
    /// <summary>It lets entries pass.</summary>
    Ok,
    /// <summary>It refuses entries.</summary>
    Tripped,
    /// <summary>Its deployment does not run; its values are the last ones.</summary>
    Off,
    /// <summary>Its run has not said yet how it stands.</summary>
    Unread,
}
