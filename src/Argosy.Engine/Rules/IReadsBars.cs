namespace Argosy.Engine.Rules;

/// <summary>A rule that reads closed bars; one without this reads none.</summary>
public interface IReadsBars
{
    /// <summary>How many of the last closed bars it reads at most; <see cref="int.MaxValue"/> for all of them, 0 for none. A paper or live run keeps as many.</summary>
    int BarsRead { get; }
}
