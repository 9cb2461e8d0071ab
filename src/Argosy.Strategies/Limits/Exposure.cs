using Argosy.Engine.Risk;

namespace Argosy.Strategies.Limits;

/// <summary>What an entry adds to the exposure of its account.</summary>
static class Exposure
{
    /// <summary>The most that may be opened so that Σ |net quantity|·price does not exceed an amount, base asset.</summary>
    public static decimal Room(AccountView account, in RiskRequest request, decimal most) =>
        request.Price <= 0 ? 0 : (most - account.Ledger.GrossExposure + (request.Closing * account.Ledger.Mark(request.Intent.Instrument))) / request.Price;
}
