namespace Argosy.Server.Http;

/// <summary>What an API failure is, in one word for programs.</summary>
public enum ApiCode
{
    /// <summary>400: the request is wrong.</summary>
    BadInput,
    /// <summary>401: nobody is logged in.</summary>
    Unauthorized,
    /// <summary>401: the password is right, the second factor is missing.</summary>
    TotpRequired,
    /// <summary>403: the role does not suffice, or the request comes from elsewhere.</summary>
    Forbidden,
    /// <summary>403: the password must be shown again.</summary>
    ElevationRequired,
    /// <summary>404.</summary>
    NotFound,
    /// <summary>405: the address exists, the method does not.</summary>
    MethodNotAllowed,
    /// <summary>409: it contradicts what is there.</summary>
    Conflict,
    /// <summary>412: the resource has changed since it was read.</summary>
    Changed,
    /// <summary>413: the body is too large.</summary>
    TooLarge,
    /// <summary>415: the body is no JSON.</summary>
    UnsupportedMedia,
    /// <summary>422: it was understood, and a rule or a venue refuses.</summary>
    Refused,
    /// <summary>429: too often; Retry-After says when again.</summary>
    TooMany,
    /// <summary>503: a part is not there or the venue cannot be reached.</summary>
    Unavailable,
    /// <summary>500: a fault of Argosy; the correlation id finds it in the log.</summary>
    Internal,
}
