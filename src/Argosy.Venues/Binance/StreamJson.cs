using System.Text.Json.Serialization;

namespace Argosy.Venues.Binance;

[JsonSerializable(typeof(string))]
internal sealed partial class StreamJson : JsonSerializerContext;
