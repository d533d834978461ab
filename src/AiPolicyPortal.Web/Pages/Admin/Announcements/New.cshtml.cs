using System.Globalization;
using AiPolicyPortal.Core.Articles;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Fetching;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Web.Accounts;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Publishing;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Admin.Announcements;

/// <summary>
/// A new announcement from the text of an article or its address: what it seems to say is proposed beside its words, and what is
/// ticked becomes a change set. The text travels with the form, so that nothing of it is kept before that.
/// </summary>
[RequestFormLimits(ValueCountLimit = UnsentForm.MostFields)]
[RequestSizeLimit(UnsentForm.MostBytes)]
public sealed class NewModel(
    PortalDbContext db, ArticleReading reading, AnnouncementEntry entry, GuardedFetcher fetcher, IStringLocalizer<Interface> words) : PageModel
{
    private const string DayForm = "yyyy-MM-dd";

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    /// <summary>When the article was published, as YYYY-MM-DD, in the person's words.</summary>
    [BindProperty]
    public string? Published { get; set; }

    /// <summary>The publisher that the fetched page names.</summary>
    [BindProperty]
    public string? PagePublisher { get; set; }

    /// <summary>The day of publication that the fetched page gives, as YYYY-MM-DD.</summary>
    [BindProperty]
    public string? PagePublished { get; set; }

    /// <summary>Whether the form is the one with the proposals.</summary>
    [BindProperty]
    public bool Proposed { get; set; }

    /// <summary>Unlike that of any other form.</summary>
    [BindProperty]
    public string? Opened { get; set; }

    [BindProperty]
    public EntryForm Entry { get; set; } = new();

    /// <summary>The article with what it seems to say; null before it is read.</summary>
    public ReadArticle? Read { get; private set; }

    /// <summary>The source that the address is recorded as already; null when it is not.</summary>
    public string? KnownSource { get; private set; }

    public IReadOnlyDictionary<string, string> CountryNames { get; private set; } = new Dictionary<string, string>();

    public void OnGet()
    {
    }

    /// <summary>Reads the text; without one, fetches the address first.</summary>
    public async Task<IActionResult> OnPostReadAsync(CancellationToken cancellationToken)
    {
        CheckText();
        var published = PublishedDay();
        if (string.IsNullOrWhiteSpace(Text) && ModelState.IsValid)
        {
            await FetchAsync(cancellationToken);
        }

        if (string.IsNullOrWhiteSpace(Text) && ModelState.IsValid)
        {
            ModelState.AddModelError(nameof(Text), words["Article.Fault.Nothing"]);
        }

        Opened ??= Guid.NewGuid().ToString();
        if (ModelState.IsValid || Proposed)
        {
            await ReadAsync(published, cancellationToken);
        }

        return Page();
    }

    /// <summary>Makes a change set of what was ticked.</summary>
    public async Task<IActionResult> OnPostDraftAsync(CancellationToken cancellationToken)
    {
        CheckText();
        if (string.IsNullOrWhiteSpace(Text))
        {
            ModelState.AddModelError(nameof(Text), words["Article.Fault.Nothing"]);
        }

        var published = PublishedDay();
        await ReadAsync(published, cancellationToken);
        var reader = new EntryReader(Read!, Entry, Request.Form, CountryNames, words, ModelState.AddModelError);
        var choices = reader.Read(reader.SourceOf(NeededAddress(), published), await ProgrammeAsync(cancellationToken));
        return choices is not null && ModelState.IsValid
            ? Redirect($"/admin/changes/{await entry.CreateAsync(SentForm.IdOf(Request.Form, Opened, User.Id()), Read!, choices, HttpContext.ToActor(), cancellationToken)}")
            : Page();
    }

    /// <summary>What was chosen in a field that is named by a proposal.</summary>
    public string? Sent(string field) => Request.HasFormContentType ? Request.Form[field].FirstOrDefault() : null;

    /// <summary>What is wrong with a field; null when nothing is.</summary>
    public string? FaultOf(string field) => ModelState[field]?.Errors.Select(error => error.ErrorMessage).FirstOrDefault(message => message.Length > 0);

    private void CheckText()
    {
        Text = Text is null ? null : VisibleText.Without(Text.ReplaceLineEndings("\n"));
        if (Text?.Length > Article.TextMaxLength)
        {
            ModelState.AddModelError(nameof(Text), words["Article.Fault.TextTooLong", Text.Length, Article.TextMaxLength]);
        }
    }

    private DateOnly? PublishedDay()
    {
        if (string.IsNullOrWhiteSpace(Published))
        {
            return null;
        }

        if (DayOf(Published) is { } day)
        {
            return day;
        }

        ModelState.AddModelError(nameof(Published), words["Article.Fault.Published", Published]);
        return null;
    }

    private static DateOnly? DayOf(string? text) =>
        DateOnly.TryParseExact(text?.Trim(), DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private async Task FetchAsync(CancellationToken cancellationToken)
    {
        if (AddressOf() is not { } address)
        {
            return;
        }

        try
        {
            var page = ReadablePage.Of(await fetcher.PageAsync(address, cancellationToken));
            if (page.Text.Length == 0)
            {
                ModelState.AddModelError(nameof(Address), words["Article.Fault.NoText"]);
                return;
            }

            var text = page.Title is { } title && !page.Text.StartsWith(title, StringComparison.Ordinal) ? $"{title}\n\n{page.Text}" : page.Text;
            text = VisibleText.Without(text);
            Text = text.Length > Article.TextMaxLength ? text[..Article.TextMaxLength] : text;
            (PagePublisher, PagePublished) = (page.Publisher, page.Published?.ToString(DayForm, CultureInfo.InvariantCulture));
            ModelState.Clear();
        }
        catch (FetchException exception)
        {
            ModelState.AddModelError(nameof(Address), words[$"FetchProblem.{exception.Problem.Code()}", exception.Detail ?? exception.Address.Host]);
        }
    }

    private Uri? NeededAddress()
    {
        if (string.IsNullOrWhiteSpace(Address))
        {
            ModelState.AddModelError(nameof(Address), words["Article.Fault.NoAddress"]);
        }

        return AddressOf();
    }

    private Uri? AddressOf()
    {
        if (string.IsNullOrWhiteSpace(Address))
        {
            return null;
        }

        if (Uri.TryCreate(Address.Trim(), UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return address;
        }

        ModelState.AddModelError(nameof(Address), words["Article.Fault.Address", Address]);
        return null;
    }

    private async Task ReadAsync(DateOnly? published, CancellationToken cancellationToken)
    {
        var french = words["Language"].Value == "fr";
        CountryNames = await db.Countries.AsNoTracking().ToDictionaryAsync(country => country.Code, country => french ? country.NameFr : country.NameEn, cancellationToken);
        var country = string.IsNullOrWhiteSpace(Entry.OtherCountry) ? Entry.Country : Entry.OtherCountry.Trim().ToUpperInvariant();
        var date = string.IsNullOrWhiteSpace(Entry.OtherDate) ? Entry.Date : Entry.OtherDate.Trim();
        Read = await reading.ReadAsync(
            Text ?? "", new ReadingHints(published ?? DayOf(PagePublished), country, PartialDate.TryParse(date, out var day) ? day : null), cancellationToken);
        if (Uri.TryCreate(Address?.Trim(), UriKind.Absolute, out var address))
        {
            KnownSource = await entry.SourceOfAsync(address, cancellationToken);
        }
    }

    private async Task<string?> ProgrammeAsync(CancellationToken cancellationToken)
    {
        if (Entry.Programme == EntryReader.MadeProgramme)
        {
            return null;
        }

        var reference = (Entry.Programme == EntryReader.OtherProgramme ? Entry.OtherProgramme?.Trim() : Entry.Programme) is { } written ? VisibleText.Without(written) : null;
        if (string.IsNullOrEmpty(Entry.Programme))
        {
            if (Entry.Amounts.Count > 0)
            {
                ModelState.AddModelError("programme", words["Article.Fault.NoProgramme"]);
            }

            return null;
        }

        if (Entry.Amounts.Count == 0)
        {
            ModelState.AddModelError("programme", words["Article.Fault.ProgrammeAlone"]);
        }

        if (!await db.Programmes.AsNoTracking().Holding().AnyAsync(programme => programme.Reference == reference, cancellationToken))
        {
            ModelState.AddModelError("Entry.OtherProgramme", words["Article.Fault.Programme", reference ?? ""]);
        }

        return reference;
    }
}
