using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Scripting.CSharp;
using Argosy.Scripting.TypeScript;
using Argosy.Strategies;
using Argosy.Strategies.Consensus;

namespace Argosy.Worker.Strategies;

/// <summary>What trades, as the JSON of a run's first message: <c>{"name":"ma-cross","parameters":{"fast":"10","slow":"30"}}</c>.</summary>
/// <remarks>
/// Several strategies have their names joined by a plus sign, each after its id where that is another word, and parameters as id.name.
/// TypeScript files are taken from <c>sources</c>, C# files from <c>images</c>, by their names: assemblies in base64, already compiled. Where there are none, from <c>sources</c>, which
/// are compiled here; a name that is in neither is a file this process can read. With images nothing is ever compiled.
/// </remarks>
public static class StrategyText
{
    static readonly char[] Between = [',', ';', '+', ':', '(', ')', '[', ']', '=', ' '];

    /// <summary>The JSON of a choice.</summary>
    /// <param name="strategy">What trades.</param>
    /// <param name="sources">The texts of its C# files by their names; null where it has none or their reader finds them by name.</param>
    /// <param name="images">Its C# files compiled, by the names they are called by; null where the reader compiles them.</param>
    public static string Of(StrategyChoice strategy, IReadOnlyDictionary<string, string>? sources = null, IReadOnlyDictionary<string, CompiledImage>? images = null)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        var stored = new StrategyFields(strategy.Name, new SortedDictionary<string, string>(new Dictionary<string, string>(strategy.Parameters), StringComparer.Ordinal))
        {
            Sources = sources is null ? null : new SortedDictionary<string, string>(new Dictionary<string, string>(sources), StringComparer.Ordinal),
            Images = images is null ? null : new SortedDictionary<string, byte[]>(images.ToDictionary(pair => pair.Key, pair => pair.Value.Assembly.ToArray()), StringComparer.Ordinal),
        };
        return JsonSerializer.Serialize(stored, StrategyJson.Default.StrategyFields);
    }

    /// <summary>The JSON of what is only named: its parameters are those that were given, and whether they fit is found out where it is read.</summary>
    /// <param name="name">As <see cref="StrategyChoice.Name"/>.</param>
    /// <param name="parameters">By their names.</param>
    /// <param name="sources">The texts of its files by their names.</param>
    /// <param name="images">Its C# files compiled, by the names they are called by.</param>
    public static string Of(string name, IReadOnlyDictionary<string, string> parameters, IReadOnlyDictionary<string, string> sources, IReadOnlyDictionary<string, CompiledImage> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        var stored = new StrategyFields(name, new SortedDictionary<string, string>(new Dictionary<string, string>(parameters), StringComparer.Ordinal))
        {
            Sources = new SortedDictionary<string, string>(new Dictionary<string, string>(sources), StringComparer.Ordinal),
            Images = images.Count == 0 ? null : new SortedDictionary<string, byte[]>(images.ToDictionary(pair => pair.Key, pair => pair.Value.Assembly.ToArray()), StringComparer.Ordinal),
        };
        return JsonSerializer.Serialize(stored, StrategyJson.Default.StrategyFields);
    }

    /// <summary>Whether a JSON text holds code of users, which runs in sandboxes only; one that names a file of this machine counts as such.</summary>
    public static bool HasCode(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var fields = JsonSerializer.Deserialize(json, StrategyJson.Default.StrategyFields);
            return fields is not null && (fields.Sources?.Count > 0 || fields.Images?.Count > 0 || fields.Parameters.Values.Append(fields.Name).Any(text => text.Split(Between, StringSplitOptions.RemoveEmptyEntries).Any(IsFile)));
        }
        catch (JsonException)
        {
            // It will be refused as what it is.
            return false;
        }
    }

    /// <summary>The choice of a JSON text, files compiled; or what is wrong with it.</summary>
    public static Result<StrategyChoice> Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        StrategyFields fields;
        try
        {
            fields = JsonSerializer.Deserialize(json, StrategyJson.Default.StrategyFields) ?? throw new JsonException("nothing");
        }
        catch (JsonException broken)
        {
            return Error.BadInput($"strategy: column {(broken.BytePositionInLine ?? 0) + 1}: expected an object with name and parameters");
        }
        return new Reader(fields).Read();
    }

    sealed class Reader(StrategyFields fields)
    {
        readonly Dictionary<string, Result<StrategyDescriptor>> _compiled = new(StringComparer.Ordinal);

        public Result<StrategyChoice> Read()
        {
            var texts = IsOne() ? [fields.Name] : fields.Name.Split('+');
            if (texts.Length == 1) return Bind(Named(texts[0]).Name, fields.Parameters);
            var members = new List<StrategyMember>();
            foreach (var text in texts)
            {
                var (id, name) = Named(text);
                var own = fields.Parameters.Where(pair => pair.Key.StartsWith(id + ".", StringComparison.Ordinal)).ToDictionary(pair => pair.Key[(id.Length + 1)..], pair => pair.Value);
                var bound = Bind(name, own);
                if (!bound.Ok) return Error.BadInput($"{id}: {bound.Error!.Message}");
                members.Add(new StrategyMember(id, bound.Value));
            }
            if (fields.Parameters.Keys.FirstOrDefault(key => !members.Exists(member => key.StartsWith(member.Id + ".", StringComparison.Ordinal))) is { } alien) return Error.BadInput($"parameter '{alien}' names none of the strategies {fields.Name}");
            try
            {
                return StrategyChoice.Of(members);
            }
            catch (ArgumentException wrong)
            {
                return Error.BadInput(wrong.Message);
            }
        }

        // A file's name may hold a plus sign, too.
        bool IsOne() => !fields.Name.Contains('+', StringComparison.Ordinal) || fields.Images?.ContainsKey(fields.Name) == true || fields.Sources?.ContainsKey(fields.Name) == true || (IsFile(fields.Name) && File.Exists(fields.Name));

        static (string Id, string Name) Named(string text)
        {
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            return colon > 0 && colon + 1 < text.Length && !Path.IsPathRooted(text) ? (text[..colon], text[(colon + 1)..]) : (text, text);
        }

        Result<StrategyChoice> Bind(string name, IReadOnlyDictionary<string, string> parameters)
        {
            var descriptor = Descriptor(name);
            if (!descriptor.Ok) return descriptor.Error!;
            var bound = descriptor.Value.Bind(parameters);
            return bound.Ok ? new StrategyChoice(IsFile(name) ? Path.GetFileName(name) : bound.Value.Name, bound.Value.Parameters, bound.Value.Create) : bound.Error!;
        }

        Result<StrategyDescriptor> Descriptor(string name)
        {
            if (IsFile(name)) return Compiled(name);
            var found = StrategyCatalogue.Find(name);
            return found is { Ok: true, Value: { } descriptor } && descriptor.Type == typeof(ConsensusStrategy) ? ConsensusMembers.Describe(voter => IsFile(voter) ? Compiled(voter) : StrategyCatalogue.Find(voter)) : found;
        }

        Result<StrategyDescriptor> Compiled(string name)
        {
            if (_compiled.TryGetValue(name, out var known)) return known;
            if (TypeScriptBots.IsFile(name)) return _compiled[name] = TypeScript(name);
            var image = fields.Images is null ? Compile(name) : Given(name);
            var loaded = image.Ok ? StrategyLoader.Load(image.Value) : image.Error!;
            return _compiled[name] = loaded.Ok ? Result<StrategyDescriptor>.Of(loaded.Value.Descriptor) : loaded.Error!;
        }

        // Nothing is compiled of it: the text is what runs.
        Result<StrategyDescriptor> TypeScript(string name)
        {
            if (fields.Sources?.GetValueOrDefault(name) is { } source) return TypeScriptBots.Read(source, name);
            if (fields.Images is null) return TypeScriptBots.ReadFile(name);
            return fields.Images.TryGetValue(name, out var bytes) ? TypeScriptBots.Read(System.Text.Encoding.UTF8.GetString(bytes), name) : Given(name).Error!;
        }

        Result<CompiledImage> Given(string name) =>
            fields.Images!.TryGetValue(name, out var bytes) ? new CompiledImage(name, bytes, "") : Error.BadInput($"strategy: images hold no '{name}' (given: {string.Join(", ", fields.Images.Keys)})");

        // A method of its own: the compiler is loaded only where there is something to compile.
        Result<CompiledImage> Compile(string name) =>
            fields.Sources?.GetValueOrDefault(name) is { } source ? StrategyCompiler.Compile(source, name) : StrategyCompiler.CompileFile(name);
    }

    static bool IsFile(string name) => name.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) || TypeScriptBots.IsFile(name);
}
