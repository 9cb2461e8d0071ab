using Argosy.Cli.Jobs;
using Argosy.Research.Results;

namespace Argosy.Cli.Tests.Jobs;

/// <summary>What a job may have written where: frames as a hostile worker would send them.</summary>
public sealed class JobOutputsTests : IDisposable
{
    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WholeFile_AppearsWhenTheJobHasEnded()
    {
        using var outputs = Outputs("out.json");
        Assert.Null(Begin(outputs, _folder.File("out.json")));
        Assert.Null(Bytes(outputs, 1, "whole"));
        Assert.Null(Hear(outputs, JobWord.DraftWhole, to => to.Write(1)));
        Assert.False(File.Exists(_folder.File("out.json")));

        outputs.Complete();

        Assert.Equal("whole", File.ReadAllText(_folder.File("out.json")));
        Assert.Equal(["out.json"], _folder.Names);
    }

    [Fact]
    public void FileOfAJobThatBreaksOff_LeavesNothing()
    {
        using (var outputs = Outputs("out.json"))
        {
            Begin(outputs, _folder.File("out.json"));
            Bytes(outputs, 1, "half");
        }

        Assert.Empty(_folder.Names);
    }

    [Theory]
    [InlineData("other.json")]
    [InlineData("sub/../other.json")]
    [InlineData("../out.json")]
    [InlineData("/etc/cron.d/job")]
    [InlineData("")]
    [InlineData("out.json\0x")]
    [InlineData("out.json\u001b[2J")]
    [InlineData("out.json/x")]
    [InlineData("out.json.trials")]
    public void NameThatNoOptionNames_IsRefused(string name)
    {
        using var outputs = Outputs("out.json");

        var refusal = Begin(outputs, name.StartsWith('/') || name.Length == 0 ? name : _folder.File(name));

        Assert.NotNull(refusal);
        Assert.Contains("which no option of the command names", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(refusal.Message, char.IsControl);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void NameThatLeadsToAnOutputByAnotherWay_IsThatOutput()
    {
        using var outputs = Outputs("out.json");
        Assert.Null(Begin(outputs, Path.Combine(Path.GetDirectoryName(_folder.File("x"))!, "sub", "..", "out.json")));
    }

    [Fact]
    public void Journal_GrowsWhileTheJobRuns_AndStaysWhenItBreaksOff()
    {
        var path = _folder.File("out.json.trials");
        using (var outputs = Outputs("out.json"))
        {
            Assert.Null(Journal(outputs, path, 0, "one\n"));
            Assert.Null(Journal(outputs, path, 4, "two\n"));
            using (var read = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))) Assert.Equal("one\ntwo\n", read.ReadToEnd());
            Assert.Null(Hear(outputs, JobWord.JournalCut, to =>
            {
                to.Write(path);
                to.Write(4L);
            }));
        }

        Assert.Equal("one\n", File.ReadAllText(path));
    }

    [Fact]
    public void Journal_BehindItsEndOrUnderAnotherName_IsRefused()
    {
        using var outputs = Outputs("out.json");
        Assert.NotNull(Journal(outputs, _folder.File("out.json.trials"), 1L << 40, "far"));
        Assert.NotNull(Journal(outputs, _folder.File("out.json"), 0, "no journal"));
        Assert.NotNull(Hear(outputs, JobWord.JournalRemoved, to => to.Write(_folder.File("out.json"))));
    }

    [Fact]
    public void BytesOfNoFile_AndFramesCutOff_AreRefused()
    {
        using var outputs = Outputs("out.json");
        Assert.NotNull(Bytes(outputs, 7, "x"));
        Assert.NotNull(outputs.Hear(new JobFrame(JobWord.Draft, new byte[] { 1, 0 })));
        Assert.NotNull(outputs.Hear(new JobFrame(JobWord.DraftBytes, ReadOnlyMemory<byte>.Empty)));
        Assert.NotNull(outputs.Hear(new JobFrame(JobWord.Journal, new byte[] { 255, 255, 255, 255, 255, 255, 1 })));
    }

    [Fact]
    public void MoreThanAllowed_IsRefused()
    {
        using var outputs = new JobOutputs(new HashSet<string> { _folder.File("out.json") }, new HashSet<string>(), LocalFiles.Instance, 10);
        Begin(outputs, _folder.File("out.json"));
        Assert.Null(Bytes(outputs, 1, "0123456789"));
        Assert.Contains("longer than", Bytes(outputs, 1, "x")!.Message, StringComparison.Ordinal);
    }

    JobOutputs Outputs(string name) => new(new HashSet<string> { _folder.File(name) }, new HashSet<string> { _folder.File($"{name}.trials") }, LocalFiles.Instance, 1 << 20);

    static Argosy.Core.Values.Error? Begin(JobOutputs outputs, string path) => Hear(outputs, JobWord.Draft, to =>
    {
        to.Write(1);
        to.Write(path);
    });

    static Argosy.Core.Values.Error? Bytes(JobOutputs outputs, int number, string text) => Hear(outputs, JobWord.DraftBytes, to =>
    {
        to.Write(number);
        to.Write(System.Text.Encoding.UTF8.GetBytes(text));
    });

    static Argosy.Core.Values.Error? Journal(JobOutputs outputs, string path, long position, string text) => Hear(outputs, JobWord.Journal, to =>
    {
        to.Write(path);
        to.Write(position);
        to.Write(System.Text.Encoding.UTF8.GetBytes(text));
    });

    // As the pipe would bring it.
    static Argosy.Core.Values.Error? Hear(JobOutputs outputs, JobWord word, Action<BinaryWriter> body)
    {
        using var bytes = new MemoryStream();
        new JobPipe(Stream.Null, bytes).Write(word, body);
        bytes.Position = 0;
        return outputs.Hear(new JobPipe(bytes, Stream.Null).Read().Value!);
    }
}
