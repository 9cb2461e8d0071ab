using System.Text.Json;
using System.Text.Json.Nodes;
using Argosy.Core.Values;
using Argosy.Data.Catalogue;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Bots;
using Argosy.Server.Http;
using Argosy.Server.Live;

namespace Argosy.Server.Jobs;

/// <summary>The door to the queue: looks at requests, puts jobs in, passes wishes on, wakes who runs them and tells who watches.</summary>
internal sealed class JobQueue(IDatabase database, ResearchFolders folders, ResearchOptions options, BotShelf shelf, BotDocuments documents, TimeProvider time, ILiveTopics topics) : IDisposable
{
    static readonly string[] Studies = ["optimise", "walkforward", "validate", "train"];

    /// <summary>Released when there may be something to do.</summary>
    public SemaphoreSlim Wake { get; } = new(0);

    /// <summary>Whether a kind of job fills a study.</summary>
    public static bool IsStudy(string kind) => Studies.Contains(kind, StringComparer.Ordinal);

    /// <summary>Puts a job into the queue, or says what is wrong with which field.</summary>
    public async Task<(JobRow? Job, ApiFailure? Failure)> AddAsync(string kind, JsonElement request, Visitor visitor, long? rerunOf, CancellationToken cancellation)
    {
        if (RequestWords.Read(kind, request, []) is { } unreadable) return (null, unreadable);
        var (resolved, failure) = await WithBotAsync(kind, request, visitor, isResolved: rerunOf is not null, cancellation);
        failure ??= RequestCheck.Of(kind, resolved, new BarCatalogue(folders.Bars), options);
        if (failure is not null) return (null, failure);
        if (kind == "fetch" && options.FetchAddresses.Count == 0 && RequestWords.Text(request, "url") is not null) return (null, ApiFailure.BadInput("url: this server fetches from the venues' own addresses only", "url"));
        // From here on it is used: it never changes.
        if (JobSource.IdOf(RequestWords.Pairs(resolved, "bot")) is { } used && await database.Library.Use(used, RequestWords.Pairs(resolved, "bot")["version"], cancellation) is null) return (null, ApiFailure.BadInput("bot: the version was deleted", "bot"));
        var (text, now) = (resolved.GetRawText(), time.GetUtcNow().ToUnixTimeMilliseconds());
        var study = IsStudy(kind) ? await database.Research.AddStudy(new StudyRow { Kind = kind, Owner = visitor.Name, Strategy = RequestWords.Text(resolved, "strategy") ?? RequestWords.Pairs(resolved, "bot").GetValueOrDefault("name", kind), Request = text, Note = RequestWords.Text(resolved, "note") ?? "", Created = now }, cancellation) : null;
        var job = await database.Jobs.Add(new JobRow { Kind = kind, State = "queued", Owner = visitor.Name, Request = text, Created = now, Study = study?.Id, Run = rerunOf }, cancellation);
        if (study is not null) await database.Research.BindStudy(study.Id, job.Id, cancellation);
        Tell(job);
        Wake.Release();
        return (job, null);
    }

    /// <summary>Asks a job to stop or to rest; the job as it is then, null where there is none.</summary>
    public async Task<JobRow?> AskAsync(long id, string wish, CancellationToken cancellation)
    {
        var job = await database.Jobs.Ask(id, wish, time.GetUtcNow().ToUnixTimeMilliseconds(), cancellation);
        if (job is not null) Tell(job);
        return job;
    }

    /// <summary>Puts a resting job back; false where it does not rest.</summary>
    public async Task<bool> ResumeAsync(long id, CancellationToken cancellation)
    {
        if (!await database.Jobs.Resume(id, cancellation)) return false;
        if (await database.Jobs.Find(id, cancellation) is { } job) Tell(job);
        Wake.Release();
        return true;
    }

    /// <summary>Tells who watches a job, and who watches all of them.</summary>
    public void Tell(JobRow job)
    {
        var answer = JobAnswer.Of(job);
        topics.Publish(LiveTopic.Of("job", job.Id), "job", answer);
        var (own, all) = LiveTopic.OfUser("jobs", job.Owner);
        topics.Publish(own, "job", answer, $"{job.Id}");
        topics.Publish(all, "job", answer, $"{job.Id}");
    }

    /// <inheritdoc/>
    public void Dispose() => Wake.Dispose();

    // A bot's version is what runs. Of the library it is named and locked, of a built-in strategy its parameters are put into the request: a rerun runs the same.
    async Task<(JsonElement Request, ApiFailure? Failure)> WithBotAsync(string kind, JsonElement request, Visitor visitor, bool isResolved, CancellationToken cancellation)
    {
        var named = RequestWords.Pairs(request, "bot");
        var text = RequestWords.Text(request, "bot");
        var hasBot = named.Count > 0 || text is not null;
        var source = RequestWords.Text(request, "source");
        if (isResolved && JobSource.Of(request) is null) return (request, null);
        if (!isResolved && hasBot)
        {
            if (source is not null || RequestWords.Text(request, "strategy") is not null) return (request, ApiFailure.BadInput("bot and strategy contradict: the bot's version says what runs", "bot"));
            text ??= JobSource.IdOf(named) is { } id ? $"{id}@{named.GetValueOrDefault("version", "latest")}" : null;
            return text is not null ? await OfLibraryAsync(request, text, visitor, cancellation) : await OfDeploymentsAsync(kind, request, named, cancellation);
        }
        return source is null && !isResolved ? (request, null) : (request, NoCode(hasBot ? "bot" : "source"));
    }

    async Task<(JsonElement Request, ApiFailure? Failure)> OfLibraryAsync(JsonElement request, string text, Visitor visitor, CancellationToken cancellation)
    {
        var (bot, version, failure) = await shelf.NamedAsync(text, visitor, cancellation);
        if (failure is not null) return (request, failure);
        if (BotRules.CodeOf(bot!.Language) is not null && NoCode("bot") is { } refused) return (request, refused);
        var made = JsonNode.Parse(request.GetRawText())!.AsObject();
        if (BotRules.CodeOf(bot.Language) is null)
        {
            var document = await database.Library.Source(bot.Id, version, cancellation);
            if (documents.Fill(made, document ?? "") is { } wrong) return (request, wrong);
        }
        made["bot"] = new JsonObject { ["id"] = $"{bot.Id}", ["version"] = version, ["name"] = bot.Name, ["language"] = bot.Language };
        return (JsonSerializer.SerializeToElement(made), null);
    }

    // Versions that deployments made of built-in strategies and of texts before there was a library.
    async Task<(JsonElement Request, ApiFailure? Failure)> OfDeploymentsAsync(string kind, JsonElement request, IReadOnlyDictionary<string, string> named, CancellationToken cancellation)
    {
        var bot = (await database.Bots.List(cancellation)).FirstOrDefault(bot => bot.Name == named.GetValueOrDefault("name") && bot.Version == named.GetValueOrDefault("version") && ILibraryStore.BotOf(bot.Name) is null);
        if (bot is null) return (request, ApiFailure.BadInput($"there is no bot {named.GetValueOrDefault("name")} of version {named.GetValueOrDefault("version")}", "bot"));
        if (bot.Language == "built-in") return BuiltIn(request, bot);
        if (bot.Language != "csharp") return (request, ApiFailure.BadInput($"{bot.Name} is written in {bot.Language}; a {kind} runs built-in strategies and C#", "bot"));
        if (NoCode("bot") is { } refused) return (request, refused);
        var made = JsonNode.Parse(request.GetRawText())!.AsObject();
        made["source"] = bot.Source;
        return (JsonSerializer.SerializeToElement(made), null);
    }

    ApiFailure? NoCode(string field) => options.AllowUserCode ? null : new ApiFailure(ApiCode.Refused, "this server runs built-in strategies only: no sandbox for code of users can be made here ('argosy doctor' on its machine says what is missing)", field);

    static (JsonElement Request, ApiFailure? Failure) BuiltIn(JsonElement request, BotRow bot)
    {
        var call = CallText.Parse(bot.Source);
        if (!call.Ok) return (request, ApiFailure.BadInput($"{bot.Name} {bot.Version} cannot be read: {call.Error!.Message}", "bot"));
        var made = JsonNode.Parse(request.GetRawText())!.AsObject();
        var parameters = new JsonObject();
        foreach (var (name, value) in call.Value.Arguments) parameters[name] = value;
        foreach (var (name, value) in RequestWords.Pairs(request, "parameters")) parameters[name] = value;
        (made["strategy"], made["parameters"]) = (call.Value.Name, parameters);
        return (JsonSerializer.SerializeToElement(made), null);
    }
}
