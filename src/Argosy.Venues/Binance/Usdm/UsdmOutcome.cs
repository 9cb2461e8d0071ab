using Argosy.Core.Values;
using Argosy.Hosting.Gateways;

namespace Argosy.Venues.Binance.Usdm;

/// <summary>What a failure means for an order that was to be placed.</summary>
internal static class UsdmOutcome
{
    public static SendAnswer Of(Error error) => new(ReferenceEquals(error, BinanceRest.TooOld) ? SendAnswerKind.NotAccepted : Kind(error.Kind), Reason: error.Message);

    static SendAnswerKind Kind(ErrorKind kind) => kind switch
    {
        // Nobody knows, or the answer cannot be read: only a query tells.
        ErrorKind.FateUnknown or ErrorKind.Timeout or ErrorKind.Corrupt => SendAnswerKind.Unknown,
        ErrorKind.DuplicateClientId => SendAnswerKind.Duplicate,
        // The venue said that it did not take it, and why will pass.
        ErrorKind.ClockSkew or ErrorKind.RateLimited or ErrorKind.Maintenance or ErrorKind.MarketClosed or ErrorKind.Unavailable => SendAnswerKind.NotAccepted,
        ErrorKind.BadInput or ErrorKind.NotFound or ErrorKind.Refused or ErrorKind.NotSupported or ErrorKind.InsufficientFunds or ErrorKind.UnknownOrder
            or ErrorKind.Unauthorised or ErrorKind.BelowMinimum or ErrorKind.WouldMatch => SendAnswerKind.Rejected,
    };
}
