using Argosy.Core.Values;
using Argosy.Hosting.Gateways;

namespace Argosy.Venues.Wire;

/// <summary>What a failed request to place an order means for the order.</summary>
/// <remarks>Adapters use <see cref="ErrorKind.Unavailable"/> for requests that were certainly never sent; whatever failed on its way is <see cref="ErrorKind.FateUnknown"/>.</remarks>
internal static class SendAnswers
{
    public static SendAnswer Of(Error error) => new(KindOf(error.Kind), Reason: error.Message);

    static SendAnswerKind KindOf(ErrorKind kind) => kind switch
    {
        ErrorKind.DuplicateClientId => SendAnswerKind.Duplicate,
        // The reason passes, and it is certain that nothing was taken.
        ErrorKind.ClockSkew or ErrorKind.RateLimited or ErrorKind.Maintenance or ErrorKind.MarketClosed or ErrorKind.Unavailable => SendAnswerKind.NotAccepted,
        // An answer that cannot be read came from an order that may be there.
        ErrorKind.FateUnknown or ErrorKind.Timeout or ErrorKind.Corrupt => SendAnswerKind.Unknown,
        ErrorKind.BadInput or ErrorKind.NotFound or ErrorKind.Refused or ErrorKind.NotSupported or ErrorKind.InsufficientFunds or ErrorKind.UnknownOrder
            or ErrorKind.Unauthorised or ErrorKind.BelowMinimum or ErrorKind.WouldMatch => SendAnswerKind.Rejected,
    };
}
