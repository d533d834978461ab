using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Web.Pages.Admin.Announcements;

/// <summary>
/// What was ticked and written beside the proposals. Whatever is ticked is named by its value and never by its place, so that a tick means what the person saw
/// even when the text was changed since.
/// </summary>
public sealed class EntryForm
{
    public string? TickedTitle { get; set; }

    public string? Title { get; set; }

    public string? Date { get; set; }

    public string? OtherDate { get; set; }

    public string? Country { get; set; }

    public string? OtherCountry { get; set; }

    public string? TickedSourceTitle { get; set; }

    public string? SourceTitle { get; set; }

    public List<string> TickedPublishers { get; set; } = [];

    public string? Publisher { get; set; }

    /// <summary>The day of publication that the fetched page gives, as YYYY-MM-DD.</summary>
    public string? TickedPublished { get; set; }

    public int Tier { get; set; } = 3;

    /// <summary>Keys of amounts.</summary>
    public List<string> Amounts { get; set; } = [];

    /// <summary>Null for that of the figure an amount is said to be.</summary>
    public FunderType? Funder { get; set; }

    public Confidence Confidence { get; set; } = Confidence.Medium;

    /// <summary>Keys of amounts that are new money although like ones were recorded.</summary>
    public List<string> NewMoney { get; set; } = [];

    /// <summary>A reference, <see cref="EntryReader.OtherProgramme"/>, <see cref="EntryReader.MadeProgramme"/>, or nothing.</summary>
    public string? Programme { get; set; }

    public string? OtherProgramme { get; set; }

    public string? NewProgramme { get; set; }

    /// <summary>The code of how far a programme to be made binds itself to open source.</summary>
    public string? Commitment { get; set; }

    public List<string> Themes { get; set; } = [];

    public List<string> Organisations { get; set; } = [];

    public List<string> Releases { get; set; } = [];
}
