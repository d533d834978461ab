using System.Globalization;
using AiPolicyPortal.Core.Announcements;
using AiPolicyPortal.Core.Articles;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Releases;
using AiPolicyPortal.Core.Sources;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Admin.Announcements;

/// <summary>Makes choices of what was ticked and written, and says of each field what is wrong with it. What is written wins over what is ticked.</summary>
/// <param name="read">The article as it reads now.</param>
/// <param name="form">The form's fields that have a place in it.</param>
/// <param name="sent">All fields, for those that are named by a proposal: see <see cref="RelationName"/> and <see cref="KindName"/>.</param>
/// <param name="fault">Told the field and what is wrong with it.</param>
public sealed class EntryReader(
    ReadArticle read, EntryForm form, IFormCollection sent, IReadOnlyDictionary<string, string> countryNames, IStringLocalizer<Interface> words, Action<string, string> fault)
{
    public const string OtherProgramme = "other";
    public const string MadeProgramme = "new";

    /// <summary>The field that says how an amount relates to a figure.</summary>
    public static string RelationName(string amount, string figure) => $"Relation:{amount}:{figure}";

    /// <summary>The field that says what kind of organisation or release a name is.</summary>
    public static string KindName(string list, string name) => $"{list}:{Uri.EscapeDataString(name)}";

    /// <summary>The choices without their programme, which is looked up; null when anything is wrong.</summary>
    public EntryChoices? Read(EntrySource? source, string? programme)
    {
        var title = OneOf(form.TickedTitle, form.Title, Announcement.TitleMaxLength, "Entry.Title", "Article.Fault.Title");
        var date = OneOf(form.Date, form.OtherDate, 10, "Entry.OtherDate", "Article.Fault.Date");
        var country = OneOf(form.Country, form.OtherCountry?.ToUpperInvariant(), 10, "Entry.OtherCountry", "Article.Fault.Country");
        var day = default(PartialDate);
        if (date is not null && !PartialDate.TryParse(date, out day))
        {
            fault("Entry.OtherDate", words["Article.Fault.DateForm", date]);
        }

        if (country is not null && !countryNames.ContainsKey(country))
        {
            fault("Entry.OtherCountry", words["Article.Fault.CountryCode", country]);
        }

        var amounts = Amounts();
        var made = NewProgramme();
        var links = Enumerable.Range(0, read.Keys.Count).SelectMany(amount => Links(amount, amounts.Contains(amount))).ToList();
        var organisations = Names("Organisation", form.Organisations, read.Proposals.Organisations)
            .Select(name => new EntryOrganisation(name.Name, KindOf<OrganisationType>("Organisation", name))).ToList();
        var releases = Names("Release", form.Releases, read.Proposals.Releases)
            .Select(name => new EntryRelease(name.Name, KindOf<ReleaseKind>("Release", name))).ToList();
        return title is null || country is null || source is null ? null : new EntryChoices
        {
            Title = title,
            Date = day,
            Country = country,
            Source = source,
            Programme = programme,
            NewProgramme = made,
            Funder = form.Funder,
            Confidence = form.Confidence,
            Amounts = amounts,
            Links = links,
            Organisations = organisations,
            Releases = releases,
        };
    }

    /// <summary>The source as it is to be recorded.</summary>
    /// <param name="published">As the person wrote it.</param>
    public EntrySource? SourceOf(Uri? address, DateOnly? published)
    {
        var title = Optional(form.SourceTitle, "Entry.SourceTitle") ?? form.TickedSourceTitle;
        var publisher = Optional(form.Publisher, "Entry.Publisher") ?? form.TickedPublishers.FirstOrDefault();
        DateOnly? told = DateOnly.TryParseExact(form.TickedPublished, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        return address is null ? null : new EntrySource(address, title, publisher, published ?? told, Math.Clamp(form.Tier, 1, 4));
    }

    private string? Optional(string? written, string field)
    {
        if (written?.Trim().Length > Source.TitleMaxLength)
        {
            fault(field, words["Article.Fault.TooLong", Source.TitleMaxLength]);
        }

        return string.IsNullOrWhiteSpace(written) ? null : written.Trim();
    }

    private string? OneOf(string? ticked, string? written, int most, string field, string message)
    {
        var chosen = VisibleText.Without((string.IsNullOrWhiteSpace(written) ? ticked : written.Trim()) ?? "");
        if (string.IsNullOrWhiteSpace(chosen) || chosen.Length > most)
        {
            fault(field, words[message, most]);
            return null;
        }

        return chosen;
    }

    // What was ticked and is no longer there is said, and not left out.
    private List<int> Amounts()
    {
        var places = form.Amounts.OfType<string>().Distinct().ToDictionary(key => key, IndexOf);
        if (places.ContainsValue(-1))
        {
            fault("amounts", words["Article.Fault.Gone"]);
        }

        return [.. places.Values.Where(index => index >= 0).Order()];
    }

    private int IndexOf(string key)
    {
        for (var index = 0; index < read.Keys.Count; index++)
        {
            if (read.Keys[index] == key)
                return index;
        }

        return -1;
    }

    private EntryProgramme? NewProgramme()
    {
        var themes = form.Themes.Distinct().ToList();
        if (form.Programme != MadeProgramme)
        {
            if (themes.Count > 0 || !string.IsNullOrWhiteSpace(form.NewProgramme))
            {
                fault("Entry.NewProgramme", words["Article.Fault.NotChosen"]);
            }

            return null;
        }

        var name = form.NewProgramme?.Trim() ?? "";
        if (name.Length is 0 or > Programme.NameMaxLength)
        {
            fault("Entry.NewProgramme", words["Article.Fault.NewProgramme", Programme.NameMaxLength]);
        }

        if (themes.Exists(theme => !read.Proposals.Themes.Any(proposed => proposed.Theme == theme)))
        {
            fault("themes", words["Article.Fault.Gone"]);
        }

        if (!Codes<OpenSourceCommitment>.TryParse(form.Commitment, out var commitment))
        {
            fault("commitment", words["Article.Fault.Commitment"]);
        }

        return new EntryProgramme(name, commitment, themes);
    }

    // An amount said before needs an answer: how it relates to one of those figures, or that it is new money. One that is not ticked needs none.
    private List<EntryLink> Links(int amount, bool ticked)
    {
        var key = read.Keys[amount];
        var said = read.CollisionsOf(amount).Select(collision => collision.Figure.Reference).ToList();
        var links = new List<EntryLink>();
        foreach (var figure in said)
        {
            if (Codes<FigureLinkKind>.TryParse(sent[RelationName(key, figure)], out var kind))
            {
                links.Add(new EntryLink(amount, kind, figure));
            }
        }

        var isNew = form.NewMoney.Contains(key);
        if (!ticked && (links.Count > 0 || isNew))
        {
            fault($"collision-{amount}", words["Article.Fault.Unticked"]);
        }
        else if (ticked && said.Count > 0 && links.Count > 0 == isNew)
        {
            fault($"collision-{amount}", words[isNew ? "Article.Fault.Both" : "Article.Fault.Collision"]);
        }

        return links;
    }

    private List<NameProposal> Names(string list, List<string> ticked, IReadOnlyList<NameProposal> proposed)
    {
        var found = proposed.Where(name => name.References.Count == 0 && ticked.Contains(name.Name)).ToList();
        if (ticked.Exists(name => !found.Exists(proposal => proposal.Name == name)))
        {
            fault("names", words["Article.Fault.Gone"]);
        }

        return found;
    }

    private TKind KindOf<TKind>(string list, NameProposal name)
        where TKind : struct, Enum
    {
        var field = KindName(list, name.Name);
        if (!Codes<TKind>.TryParse(sent[field], out var kind))
        {
            fault(field, words["Article.Fault.Kind", name.Name]);
        }

        return kind;
    }
}
