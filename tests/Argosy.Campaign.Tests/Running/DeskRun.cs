using Argosy.Campaign.Tests.Virtual;
using Argosy.Core.Links;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Tests.Desks;

namespace Argosy.Campaign.Tests.Running;

/// <summary>One seeded run of a bot that trades through desk, journal and adapter.</summary>
internal abstract class DeskRun : SeededRun
{
    const long TradingMs = 180_000;

    readonly KillPlan? _plan;
    readonly ISeatedBot _bot;
    readonly CoverWatch _watch;

    protected DeskRun(Stage stage, KillPlan? plan, ISeatedBot bot, CoverWatch watch)
        : base(stage)
    {
        (_plan, _bot, _watch) = (plan, bot, watch);
        Database.AddDeployment(Deployment);
    }

    /// <summary>Persisted steps the run took.</summary>
    public int Persisted { get; private set; }

    public int Fills => _bot.Run.Trades.Count;

    protected TestBot Bot => _bot.Run;

    protected bool IsSeated { get; private set; }

    /// <summary>Takes the run to its end.</summary>
    protected void Play() => OneThread.Run(() =>
    {
        Begin();
        Beat();
        Act();
        Clock(TradingMs);
        Settle();
        Compare();
    });

    /// <summary>What a host does before its bots take their places.</summary>
    protected virtual Task PrepareAsync(HostLife life) => Task.CompletedTask;

    /// <summary>What else happens while there is trading, every so many milliseconds.</summary>
    protected virtual void Disturb(int beatMs)
    {
    }

    /// <summary>The exchange's books against the run's and the desk's; what differs.</summary>
    protected abstract IEnumerable<string> Differences();

    void Begin()
    {
        IsSeated = false;
        var life = Begin(clockErrorMs: 3_000);
        life.Desk.Probe = moment => Probe(life, moment);
        _ = StartAsync(life, async () =>
        {
            await PrepareAsync(life).ConfigureAwait(false);
            if (!life.Time.IsAlive) return;
            _bot.Wish = wishes => life.Desk.Lane.Run(() => life.Desk.Wish(Deployment, wishes));
            life.Desk.Lane.Run(() => life.Desk.Join(Bot, Bot.Knowledge()));
            IsSeated = life.Time.IsAlive;
        });
    }

    bool Probe(HostLife life, DeskMoment moment)
    {
        if (!life.Time.IsAlive) return true;
        if (moment == DeskMoment.BeforeRecord) Persisted++;
        if (_plan is not { } plan || Persisted != plan.Step || (int)moment != plan.Moment || Kills > 0) return false;
        Die(life);
        return true;
    }

    void Die(HostLife life)
    {
        _watch.Trouble();
        _bot.Wish = null;
        IsSeated = false;
        life.Time.Die();
        life.Desk.Abandon();
        Died(nextWithinMs: 6_000, Begin);
    }

    // Kills at any moment, and the market as the host hears of it.
    void Beat()
    {
        const int beat = 100;
        Stage.Clock.After(beat, Beat);
        if (IsTrading && IsSeated && Stage.Random.NextUnit() < Stage.Faults.Kill * beat / 1_000) Die(Life);
        if (IsTrading) Disturb(beat);
        if (IsSeated) Life.Desk.Lane.Run(() => Life.Desk.Priced(Stage.Name, Stage.Market.LastPrice, Life.Time.GetUtcNow().ToUnixTimeMilliseconds()));
        // In the end every exit is cancelled on purpose.
        if (IsTrading) _watch.Look(IsSeated);
    }

    void Act()
    {
        if (!IsTrading) return;
        Stage.Clock.After(50 + Stage.Random.NextIndex(1_200), Act);
        if (IsSeated) _bot.Act(Stage.Market.LastPrice);
    }

    // What is open is cancelled, and everything must come to an end.
    void Settle()
    {
        _watch.Trouble();
        Heal(() => IsSeated && !Bot.Open.Any(), () =>
        {
            if (!IsSeated) return;
            foreach (var order in Bot.Open.Where(o => !Bot.IsCancelled(o.Id)).ToArray()) _bot.Wish?.Invoke([Bot.Cancel(order.Id)]);
        });
        Clock(90_000);
    }

    void Compare()
    {
        Bad(Stage.Clock.Strays);
        if (!IsSeated) Bad("no host stands at the end");
        if (Bot.Disabled.Length > 0) Bad($"the bot was disabled: {Bot.Disabled}");
        Bad(Bot.Problems);
        Bad(Bot.Open.Select(NeverEnded));
        Bad(_watch.Problems);
        Bad(Differences());
    }

    string NeverEnded(OrderWanted order)
    {
        var there = Life.Desk.Gateway.All().Where(g => g.Request.Wish.RunOrder == order.Id).Select(g => $"{g.Phase} {g.Filled} {g.Executed} {g.Reason}");
        return $"order {order.Id} of the run never ended: {order}; it heard {string.Join(", ", Bot.Of(order.Id))}, filled {Bot.Filled(order.Id)}, cancelled {Bot.IsCancelled(order.Id)}; gateway {string.Join(" / ", there)}";
    }
}
