using AiPolicyPortal.Core.Access;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Core.Announcements;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Countries;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Interchange.GrantImports;
using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Publishing.Audit;
using AiPolicyPortal.Core.Publishing.Corrections;
using AiPolicyPortal.Core.Publishing.Drafts;
using AiPolicyPortal.Core.Releases;
using AiPolicyPortal.Core.Sources;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Persistence;

/// <summary>The portal's store. Each entity carries its own mapping; what all share is in <see cref="ModelConventions"/>.</summary>
public sealed class PortalDbContext : IdentityUserContext<PortalUser, Guid>, IDataProtectionKeyContext
{
    public PortalDbContext(DbContextOptions<PortalDbContext> options)
        : base(options)
    {
        // What fails is rolled back whole. A savepoint for each save would only cost time, and hide that the server went away while it was released.
        Database.AutoSavepointsEnabled = false;
    }

    /// <summary>The one instant of the publication being written (UTC); null outside of one. <see cref="Publisher"/> sets it.</summary>
    internal DateTimeOffset? PublicationMoment { get; set; }

    /// <summary>Whether the publication being written brings something as known before its moment.</summary>
    internal bool HasEarlierKnowledge { get; set; }

    /// <summary>The instant whose knowledge is read, UTC; null for the present. <see cref="Past"/> sets it.</summary>
    public DateTimeOffset? AsOf { get; internal set; }

    /// <summary>Whether what is read here is not what is published, as in a preview, so that nothing of it may be kept for others.</summary>
    public bool IsTrial { get; set; }

    public DbSet<Country> Countries => Set<Country>();

    public DbSet<Currency> Currencies => Set<Currency>();

    public DbSet<Series> Series => Set<Series>();

    public DbSet<ExchangeRate> ExchangeRates => Set<ExchangeRate>();

    public DbSet<EconomicValue> EconomicValues => Set<EconomicValue>();

    public DbSet<Licence> Licences => Set<Licence>();

    public DbSet<Organisation> Organisations => Set<Organisation>();

    public DbSet<OrganisationIdentifier> OrganisationIdentifiers => Set<OrganisationIdentifier>();

    public DbSet<Source> Sources => Set<Source>();

    public DbSet<SourceHistory> SourceHistory => Set<SourceHistory>();

    public DbSet<Citation> Citations => Set<Citation>();

    public DbSet<Announcement> Announcements => Set<Announcement>();

    public DbSet<AnnouncementHistory> AnnouncementHistory => Set<AnnouncementHistory>();

    public DbSet<Programme> Programmes => Set<Programme>();

    public DbSet<ProgrammeHistory> ProgrammeHistory => Set<ProgrammeHistory>();

    public DbSet<Figure> Figures => Set<Figure>();

    public DbSet<FigureLink> FigureLinks => Set<FigureLink>();

    public DbSet<FigurePreference> FigurePreferences => Set<FigurePreference>();

    public DbSet<Grant> Grants => Set<Grant>();

    public DbSet<GrantHistory> GrantHistory => Set<GrantHistory>();

    public DbSet<GrantCount> GrantCounts => Set<GrantCount>();

    public DbSet<GrantYearSum> GrantYearSums => Set<GrantYearSum>();

    public DbSet<GrantRecipientSum> GrantRecipientSums => Set<GrantRecipientSum>();

    public DbSet<GrantEntry> GrantEntries => Set<GrantEntry>();

    public DbSet<GrantGroup> GrantGroups => Set<GrantGroup>();

    public DbSet<GrantGroupRecipient> GrantGroupRecipients => Set<GrantGroupRecipient>();

    public DbSet<GrantRate> GrantRates => Set<GrantRate>();

    public DbSet<GrantWord> GrantDictionary => Set<GrantWord>();

    public DbSet<GrantRecipient> GrantRecipients => Set<GrantRecipient>();

    public DbSet<GrantDisbursement> GrantDisbursements => Set<GrantDisbursement>();

    public DbSet<GrantOriginal> GrantOriginals => Set<GrantOriginal>();

    public DbSet<GrantImport> GrantImports => Set<GrantImport>();

    public DbSet<GrantImportChunk> GrantImportChunks => Set<GrantImportChunk>();

    public DbSet<GrantImportSource> GrantImportSources => Set<GrantImportSource>();

    public DbSet<GrantImportFault> GrantImportFaults => Set<GrantImportFault>();

    public DbSet<GrantImportOrganisation> GrantImportOrganisations => Set<GrantImportOrganisation>();

    public DbSet<Release> Releases => Set<Release>();

    public DbSet<ReleaseDeveloper> ReleaseDevelopers => Set<ReleaseDeveloper>();

    public DbSet<ReleaseComponent> ReleaseComponents => Set<ReleaseComponent>();

    public DbSet<ReleaseAssessment> ReleaseAssessments => Set<ReleaseAssessment>();

    public DbSet<ReleaseFunding> ReleaseFunding => Set<ReleaseFunding>();

    public DbSet<GovernanceMeasure> GovernanceMeasures => Set<GovernanceMeasure>();

    public DbSet<GovernanceLink> GovernanceLinks => Set<GovernanceLink>();

    public DbSet<GovernanceStatusChange> GovernanceStatuses => Set<GovernanceStatusChange>();

    public DbSet<Publication> Publications => Set<Publication>();

    public DbSet<Revision> Revisions => Set<Revision>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<ChangeSet> ChangeSets => Set<ChangeSet>();

    public DbSet<Draft> Drafts => Set<Draft>();

    public DbSet<ChangeSetComment> ChangeSetComments => Set<ChangeSetComment>();

    public DbSet<ChangeSetEditor> ChangeSetEditors => Set<ChangeSetEditor>();

    public DbSet<Correction> Corrections => Set<Correction>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    /// <summary>The keys that protect cookies and form tokens, shared by all nodes.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public DbSet<UserSession> UserSessions => Set<UserSession>();

    public DbSet<AccountLink> AccountLinks => Set<AccountLink>();

    public DbSet<IdentityUserPasskey<Guid>> Passkeys => Set<IdentityUserPasskey<Guid>>();

    public override void Dispose()
    {
        Forget();
        base.Dispose();
    }

    public override ValueTask DisposeAsync()
    {
        Forget();
        return base.DisposeAsync();
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.KeepInJson<GrantFileLayout>().KeepInJson<GrantMapping>().KeepInJson<ImportProblem>().KeepInJson<GrantImportResult>().KeepInJson<Actor>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasPostgresExtension("pg_trgm").HasPostgresExtension("unaccent");
        builder.ApplyConfigurationsFromAssembly(typeof(PortalDbContext).Assembly);
        ModelConventions.Apply(builder);
    }

    // Another request uses the context next.
    private void Forget() => (PublicationMoment, HasEarlierKnowledge, AsOf, IsTrial) = (null, false, null, false);
}
