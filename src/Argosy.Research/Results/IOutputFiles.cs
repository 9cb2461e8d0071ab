namespace Argosy.Research.Results;

/// <summary>Where what is made goes: files of this machine, or, from inside a sandbox, whoever started the work.</summary>
public interface IOutputFiles
{
    /// <summary>Begins a file that is there whole or not at all.</summary>
    /// <param name="path">Where it shall be; its folder must exist.</param>
    /// <exception cref="IOException">The folder is missing or full.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    IDraft Begin(string path);

    /// <summary>Opens a file that grows while the work goes on, for reading what is there and for writing; made where it is missing, held alone.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">Somebody else holds it, or the folder is missing.</exception>
    Stream Continue(string path);

    /// <summary>Removes a file that is needed no more; nothing where it is missing.</summary>
    /// <param name="path">The file.</param>
    void Remove(string path);
}

/// <summary>A file that has no name yet.</summary>
public interface IDraft : IDisposable
{
    /// <summary>Takes its bytes.</summary>
    Stream Stream { get; }

    /// <summary>Gives the file its name; without this, disposing drops it.</summary>
    /// <exception cref="IOException">It could not be written whole; nothing is left of it.</exception>
    void Complete();
}
