using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Server.Jobs;

namespace Argosy.Server.Research;

/// <summary>Reads what studies left, and what a running search has noted so far.</summary>
internal sealed class StudyFiles(ResearchFolders folders, RunFiles files)
{
    /// <summary>The compressed result.</summary>
    public string ResultOf(long study) => Path.Combine(folders.Study(study), ResearchFolders.Result);

    /// <summary>The trials of a search: of its result, else of its journal; an empty table's place is taken by null.</summary>
    public Result<TrialTable?> Trials(StudyRow study)
    {
        if (File.Exists(ResultOf(study.Id)))
        {
            var document = files.Document(ResultOf(study.Id), $"the result of optimisation {study.Id}");
            return document.Ok ? TrialTable.Of(document.Value) : document.Error!;
        }
        return TrialTable.OfJournal(Path.Combine(folders.Study(study.Id), $"{JobWords.Result}.trials"));
    }

    /// <summary>Deletes what a study left.</summary>
    public void Delete(long study)
    {
        files.Forget(ResultOf(study));
        if (Directory.Exists(folders.Study(study))) Directory.Delete(folders.Study(study), recursive: true);
    }
}
