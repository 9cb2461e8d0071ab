using System.Text.Json.Serialization;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Reconciling;

namespace Argosy.Hosting.Desks;

/// <summary>A text of the books' file: the books of one instant; of movements and news those that no text before it has, or has otherwise.</summary>
internal sealed record KeptBooks(long OpenedAt, long SeenUntil, BookState Books, IReadOnlyList<KeptNet> Nets, IReadOnlyList<KeptChanges> Others, IReadOnlyList<BookNews>? News = null, IReadOnlyList<KeptInsurance>? Insured = null);

/// <summary>A net position in the books' file.</summary>
internal sealed record KeptNet(string Instrument, IReadOnlyList<NetTrade> Trades, PositionLeg Leg = PositionLeg.Both);

/// <summary>Changes by others in the books' file.</summary>
internal sealed record KeptChanges(string Instrument, IReadOnlyList<VenueClose> Changes);

/// <summary>What the insurance took or paid for a close that is still to be noted, quote asset.</summary>
internal sealed record KeptInsurance(string Book, string Instrument, decimal Amount);

[JsonSerializable(typeof(KeptBooks))]
internal sealed partial class KeptBooksJson : JsonSerializerContext;
