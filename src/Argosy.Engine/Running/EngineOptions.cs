using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Exits;
using Argosy.Engine.Logs;
using Argosy.Engine.Risk;

namespace Argosy.Engine.Running;

/// <summary>What an engine needs to know besides instruments and strategies; checked once, when it is made.</summary>
public sealed record EngineOptions
{
    /// <summary>Starting cash, quote asset, above 0.</summary>
    public required decimal StartingCash { get; init; }

    /// <summary>Size of entries made by targets.</summary>
    public required ISizingRule Sizing { get; init; }

    /// <summary>Whether short sales are allowed.</summary>
    public bool AllowShort { get; init; }

    /// <summary>Whether long positions are allowed; without them <see cref="AllowShort"/> must be set.</summary>
    public bool AllowLong { get; init; } = true;

    /// <summary>Largest Σ |quantity|·price over equity after an opening fill, 1 or more.</summary>
    public decimal Leverage { get; init; } = 1;

    /// <summary>Fee of taker fills, ratio: what resting purchases set aside.</summary>
    public decimal TakerFee { get; init; }

    /// <summary>Fee of maker fills, ratio; for strategies to know.</summary>
    public decimal MakerFee { get; init; }

    /// <summary>What strategies are told their orders go to: "backtest", "paper", or a venue's name.</summary>
    public string Place { get; init; } = "backtest";

    /// <summary>Yearly interest on borrowed base assets, ratio, accrued per hour.</summary>
    public decimal BorrowApr { get; init; }

    /// <summary>First instant at which strategies may order, Unix ms; bars that close at or before it warm them up.</summary>
    public long TradingFrom { get; init; } = long.MinValue;

    /// <summary>Room to reserve for the equity curve, points; 0 keeps none.</summary>
    public int CurveCapacity { get; init; }

    /// <summary>Memory of an earlier run's curve that nobody reads any more, for the next one; null takes new memory.</summary>
    public double[]? CurveBuffer { get; init; }

    /// <summary>Whether the running state hash is kept.</summary>
    public bool KeepHash { get; init; } = true;

    /// <summary>How many orders are kept for the result; every one is counted.</summary>
    public int OrdersKept { get; init; } = 30_000;

    /// <summary>Seed of the run's own source of chance for strategies.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Hears what strategies plot and write; null for nobody.</summary>
    public IBotObserver? Observer { get; init; }

    /// <summary>Protective exits of every entry of the run, outside any vote; made for this run alone.</summary>
    public IReadOnlyList<IExitRule> Exits { get; init; } = [];

    /// <summary>What blocks entries on a condition; made for this run alone.</summary>
    public IReadOnlyList<IGuard> Guards { get; init; } = [];

    /// <summary>What shrinks or refuses entries; made for this run alone.</summary>
    public IReadOnlyList<IRiskRule> Limits { get; init; } = [];

    /// <summary>Makes the instruments perpetual contracts; null is spot. Then <see cref="Leverage"/> and <see cref="BorrowApr"/> do not matter.</summary>
    public MarginTerms? Margin { get; init; }

    /// <summary>The bars to come, for strategies that run elsewhere; null where they are not known or nobody shall look.</summary>
    public IBarPreview? Preview { get; init; }

    internal void Check(int instruments)
    {
        if (instruments == 0) throw new ArgumentException("a run needs at least one instrument");
        if (StartingCash <= 0) throw new ArgumentException("starting cash must be above 0");
        if (Exact.Round(StartingCash, Ledger.AssetScale) != StartingCash) throw new ArgumentException("starting cash has at most eight decimal places");
        if (Leverage < 1) throw new ArgumentException("leverage must be 1 or more");
        if (BorrowApr < 0) throw new ArgumentException("the borrowing rate must not be negative");
        if (!AllowLong && !AllowShort) throw new ArgumentException("a run that may be neither long nor short cannot trade");
        Margin?.Check(instruments);
        if (Margin is not null && BorrowApr > 0) throw new ArgumentException("a perpetual contract borrows nothing: the borrowing rate must be 0");
        if (TakerFee < 0) throw new ArgumentException("the taker fee must not be negative");
    }
}
