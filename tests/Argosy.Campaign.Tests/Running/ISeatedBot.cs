using Argosy.Core.Links;
using Argosy.Hosting.Tests.Desks;

namespace Argosy.Campaign.Tests.Running;

/// <summary>A bot of a campaign that sits at the desk without a worker.</summary>
internal interface ISeatedBot
{
    /// <summary>What the run wants and was told.</summary>
    TestBot Run { get; }

    /// <summary>Takes a step's wishes; null while no host is there.</summary>
    Action<IReadOnlyList<WorkerMessage>>? Wish { get; set; }

    /// <summary>The next thing to do, at the market's price.</summary>
    void Act(decimal price);
}
