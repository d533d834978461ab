namespace AiPolicyPortal.Core.Tables;

/// <summary>One value of a row, before any file format writes it: words, a number, yes or no, an instant, a list of words, or nothing.</summary>
public readonly struct Cell
{
    private readonly object? words;
    private readonly decimal number;
    private readonly DateTimeOffset instant;

    private Cell(CellKind kind, object? words, decimal number, DateTimeOffset instant) =>
        (Kind, this.words, this.number, this.instant) = (kind, words, number, instant);

    public CellKind Kind { get; }

    public string Words => (string)words!;

    public IReadOnlyList<string> List => (IReadOnlyList<string>)words!;

    public decimal Number => number;

    public bool Flag => number != 0;

    /// <summary>In UTC.</summary>
    public DateTimeOffset Instant => instant;

    public static Cell Of(string? words) => string.IsNullOrEmpty(words) ? default : new Cell(CellKind.Words, words, 0, default);

    public static Cell Of(IReadOnlyList<string> list) => list.Count == 0 ? default : new Cell(CellKind.List, list, 0, default);

    public static Cell Of(decimal? number) => number is { } known ? new Cell(CellKind.Number, null, known, default) : default;

    public static Cell Of(bool? flag) => flag is { } known ? new Cell(CellKind.Flag, null, known ? 1 : 0, default) : default;

    public static Cell Of(DateTimeOffset? instant) => instant is { } known ? new Cell(CellKind.Instant, null, 0, known.ToUniversalTime()) : default;
}

public enum CellKind : byte
{
    Nothing,
    Words,
    List,
    Number,
    Flag,
    Instant,
}
