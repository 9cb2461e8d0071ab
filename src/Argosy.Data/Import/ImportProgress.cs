namespace Argosy.Data.Import;

/// <summary>How far an import got; reported every few megabytes.</summary>
/// <param name="File">Name of the file being read.</param>
/// <param name="FileIndex">Its index, 0-based.</param>
/// <param name="FileCount">Number of files.</param>
/// <param name="BytesRead">Bytes of this file's text read so far.</param>
/// <param name="Bytes">Bytes of this file's text, as far as it is known.</param>
/// <param name="Rows">Rows read so far, all files together.</param>
public readonly record struct ImportProgress(string File, int FileIndex, int FileCount, long BytesRead, long Bytes, long Rows);
