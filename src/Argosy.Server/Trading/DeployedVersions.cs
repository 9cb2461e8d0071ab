using System.Text.Json.Nodes;
using Argosy.Core.Values;
using Argosy.Hosting.Deploying;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Bots;

namespace Argosy.Server.Trading;

/// <summary>Puts a bot's version into what is deployed: one of the library, which is locked by it, or one that deployments made.</summary>
internal sealed class DeployedVersions(IDatabase database, BotShelf shelf, BotDocuments documents)
{
    /// <summary>Whether a bot is named as the library names it: 7, 7@1.4 or #7.</summary>
    public static bool IsOfLibrary(string bot) => bot.Length > 0 && (ILibraryStore.BotOf(bot) is not null || bot.Split('@')[0] is { Length: > 0 } id && id.All(char.IsAsciiDigit));

    /// <summary>What is asked, with the version's strategy in it; or what is wrong, naming the field first.</summary>
    /// <param name="spec">What is asked.</param>
    /// <param name="bot">The bot, also with its version.</param>
    /// <param name="version">The version; null where the bot's name says it, or for the newest.</param>
    /// <param name="visitor">Who asks.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task<Result<DeploymentSpec>> OfAsync(DeploymentSpec spec, string bot, string? version, Visitor visitor, CancellationToken cancellation)
    {
        if (!IsOfLibrary(bot)) return OfDeploymentsAsync(spec, bot, version ?? "", cancellation);
        var name = bot.TrimStart('#');
        return OfLibraryAsync(spec, version is null || name.Contains('@', StringComparison.Ordinal) ? name : $"{name}@{version}", visitor, cancellation);
    }

    async Task<Result<DeploymentSpec>> OfLibraryAsync(DeploymentSpec spec, string named, Visitor visitor, CancellationToken cancellation)
    {
        var (bot, version, failure) = await shelf.NamedAsync(named, visitor, cancellation);
        if (failure is not null) return Error.BadInput(failure.Message);
        if (bot!.Archived) return new Error(ErrorKind.Refused, $"bot: {bot.Name} is archived; restore it first");
        // A deployment that fails in the next step has locked it all the same: nobody minds, and the other order would leave a moment in which it could change.
        if (await database.Library.Use(bot.Id, version, cancellation) is not var (row, text)) return Error.NotFound($"version: {bot.Name} has no version {version}");
        var known = VersionAnswer.ParametersOf(row).Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        // At an update the parameters of before go on, but for those the version does not have.
        var parameters = spec.Parameters.Where(pair => !row.Checked || known.Contains(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        var made = spec with { Bot = ILibraryStore.NameOf(bot.Id), Version = version, Parameters = parameters };
        if (BotRules.CodeOf(bot.Language) is null) return OfDocument(made, text);
        var file = BotRules.FileOf(bot.Name, bot.Language);
        return made with { Strategy = file, Sources = new Dictionary<string, string> { [file] = text } };
    }

    // What a document says of a run holds where nothing else was asked.
    Result<DeploymentSpec> OfDocument(DeploymentSpec spec, string text)
    {
        var fields = new JsonObject();
        if (documents.Fill(fields, text) is { } wrong) return Error.BadInput(wrong.Message);
        string? Word(string name) => fields[name]?.ToString();
        IReadOnlyList<string> Words(string name, IReadOnlyList<string> asked) => asked.Count > 0 || fields[name] is not JsonArray said ? asked : [.. said.Select(word => $"{word}")];
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in fields["parameters"] as JsonObject ?? []) parameters[name] = $"{value}";
        foreach (var (name, value) in spec.Parameters) parameters[name] = value;
        return spec with
        {
            Strategy = Word("strategy")!, Sources = new Dictionary<string, string>(), Parameters = parameters, Size = spec.Size == "all" ? Word("size") ?? spec.Size : spec.Size, Exits = Words("exits", spec.Exits), Guards = Words("guards", spec.Guards),
            Limits = Words("limits", spec.Limits), Short = spec.Short || fields["short"] is not null,
        };
    }

    // A version that a deployment made is stored as the strategy of its run: name, parameters and texts.
    async Task<Result<DeploymentSpec>> OfDeploymentsAsync(DeploymentSpec spec, string bot, string version, CancellationToken cancellation)
    {
        var rows = (await database.Bots.List(cancellation)).Where(row => row.Name == bot).ToArray();
        if (rows.Length == 0) return Error.NotFound($"bot: there is no bot {bot}");
        if (Array.Find(rows, row => row.Version == version) is not { } found) return Error.NotFound($"version: {bot} has no version {version}; it has {string.Join(", ", rows.Select(row => row.Version))}");
        if (StoredStrategy.Read(found.Source) is not { } strategy) return Error.Corrupt($"version: {bot} {version} holds no strategy that can be deployed");
        return spec with { Bot = bot, Version = null, Strategy = strategy.Name, Parameters = strategy.Parameters ?? new Dictionary<string, string>(), Sources = strategy.Sources ?? new Dictionary<string, string>() };
    }
}
