using AiPolicyPortal.Core.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AiPolicyPortal.Core.Publishing.Drafts;

public enum ChangeSetState
{
    /// <summary>Being written.</summary>
    Draft,

    /// <summary>Waits for somebody else to look at it.</summary>
    Submitted,

    /// <summary>Looked at, and to be mended.</summary>
    ChangesRequested,

    /// <summary>Somebody else found it right.</summary>
    Approved,

    /// <summary>Approved, and to be published at a time.</summary>
    Scheduled,

    Published,

    /// <summary>Given up; kept for the audit.</summary>
    Discarded,
}

/// <summary>Drafts that belong together and are published whole; nothing of it is public before.</summary>
public sealed class ChangeSet : IEntityTypeConfiguration<ChangeSet>
{
    public const int TitleMaxLength = 300;
    public const int TextMaxLength = 4000;

    /// <summary>How far ahead a publication can be scheduled.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(366);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>What editors call it by.</summary>
    public long Number { get; init; }

    public required string Title { get; set; }

    public ChangeSetState State { get; set; }

    /// <summary>Why it is published; public once it is.</summary>
    public string? Reason { get; set; }

    /// <summary>For the editors alone, for ever.</summary>
    public string? Note { get; set; }

    /// <summary>Null when the shell or the portal made it.</summary>
    public Guid? AuthorId { get; init; }

    public required string AuthorName { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset? SubmittedAt { get; set; }

    public Guid? ApproverId { get; set; }

    public string? ApproverName { get; set; }

    public DateTimeOffset? ApprovedAt { get; set; }

    /// <summary>When it is to be published, UTC; null unless it is scheduled.</summary>
    public DateTimeOffset? ScheduledFor { get; set; }

    /// <summary>The number of the publication it became.</summary>
    public long? PublicationNumber { get; set; }

    /// <summary>The number of the publication it takes back; null for others.</summary>
    public long? Reverts { get; init; }

    public List<Draft> Drafts { get; } = [];

    public List<ChangeSetComment> Comments { get; } = [];

    public List<ChangeSetEditor> Editors { get; } = [];

    /// <summary>Whether drafts can be written.</summary>
    public bool IsOpen => State is ChangeSetState.Draft or ChangeSetState.ChangesRequested;

    /// <summary>Whether it can still become something.</summary>
    public bool IsAlive => State is not (ChangeSetState.Published or ChangeSetState.Discarded);

    /// <summary>Whether somebody wrote any of it, and so may not be the one who approves or publishes it. Needs <see cref="Editors"/>.</summary>
    public bool IsBy(Actor actor) => actor.UserId is not { } user || AuthorId == user || Editors.Exists(editor => editor.UserId == user);

    public void Configure(EntityTypeBuilder<ChangeSet> builder)
    {
        builder.ToTable("change_sets", table =>
        {
            table.HasCheckConstraint("ck_change_sets_scheduled_for", "(state = 'scheduled') = (scheduled_for is not null)");
            table.HasCheckConstraint("ck_change_sets_publication_number", "(state = 'published') = (publication_number is not null)");
            table.HasCheckConstraint("ck_change_sets_approver", "approver_id is distinct from author_id or approver_id is null");
        });
        builder.Property(set => set.Number).UseIdentityAlwaysColumn();
        builder.HasIndex(set => set.Number).IsUnique();
        builder.Property(set => set.Title).HasMaxLength(TitleMaxLength);
        builder.Property(set => set.Reason).HasMaxLength(TextMaxLength);
        builder.Property(set => set.Note).HasMaxLength(TextMaxLength);
        builder.Property(set => set.AuthorName).HasMaxLength(Actor.NameMaxLength);
        builder.Property(set => set.ApproverName).HasMaxLength(Actor.NameMaxLength);
        builder.HasIndex(set => new { set.State, set.UpdatedAt });
        builder.HasMany(set => set.Drafts).WithOne(draft => draft.ChangeSet).HasForeignKey(draft => draft.ChangeSetId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(set => set.Comments).WithOne().HasForeignKey(comment => comment.ChangeSetId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(set => set.Editors).WithOne().HasForeignKey(editor => editor.ChangeSetId).OnDelete(DeleteBehavior.Restrict);
    }
}

public enum DraftAction
{
    /// <summary>Makes the record what the rows say.</summary>
    Save,

    /// <summary>Withdraws the record, with a reason.</summary>
    Withdraw,

    /// <summary>Says that an organisation is another one.</summary>
    Merge,
}

/// <summary>What a change set does to one record.</summary>
public sealed class Draft : IEntityTypeConfiguration<Draft>
{
    /// <summary>The version of the columns that rows are written in; older ones are upgraded when read.</summary>
    public const int CurrentSchema = 1;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid ChangeSetId { get; init; }

    public ChangeSet ChangeSet { get; init; } = null!;

    /// <summary>Order in the change set.</summary>
    public int Position { get; init; }

    public RecordKind Kind { get; init; }

    /// <summary>The record's, or what a new record is to have.</summary>
    public required string Reference { get; set; }

    public DraftAction Action { get; init; }

    /// <summary>What the record is to be; of other actions empty.</summary>
    public RecordRows Rows { get; set; } = [];

    /// <summary>What the record was when the draft began; null for a new record.</summary>
    public RecordRows? BaseRows { get; set; }

    /// <summary>The record's revision when the draft began; null for a new record.</summary>
    public int? BaseRevision { get; set; }

    /// <summary>Why a record is withdrawn or merged; public once it is.</summary>
    public string? Reason { get; set; }

    /// <summary>The record that takes its place, or the organisation it is merged into.</summary>
    public string? Replacement { get; set; }

    /// <summary>Counts what was saved, from 1: whoever saves says which version they began with.</summary>
    public int Version { get; set; } = 1;

    public int Schema { get; init; } = CurrentSchema;

    public DateTimeOffset UpdatedAt { get; set; }

    public required string UpdatedBy { get; set; }

    public bool IsNew => Action == DraftAction.Save && BaseRevision is null;

    public void Configure(EntityTypeBuilder<Draft> builder)
    {
        builder.ToTable("drafts", table =>
        {
            table.HasCheckConstraint("ck_drafts_version", "version > 0");
            table.HasCheckConstraint("ck_drafts_merge", "action <> 'merge' or (kind = 'organisation' and replacement is not null)");
        });
        builder.Property(draft => draft.Reference).HasMaxLength(PublicRecord.ReferenceMaxLength);
        builder.Property(draft => draft.Replacement).HasMaxLength(PublicRecord.ReferenceMaxLength);
        builder.Property(draft => draft.Reason).HasMaxLength(ChangeSet.TextMaxLength);
        builder.Property(draft => draft.UpdatedBy).HasMaxLength(Actor.NameMaxLength);
        builder.Property(draft => draft.Version).IsConcurrencyToken();
        builder.Property(draft => draft.Rows).HasColumnType("jsonb").HasConversion(new RecordRows.AsJson(), new RecordRows.ByJson());
        builder.Property(draft => draft.BaseRows).HasColumnType("jsonb").HasConversion((ValueConverter)new RecordRows.AsJson(), new RecordRows.ByJson());
        builder.HasIndex(draft => new { draft.ChangeSetId, draft.Kind, draft.Reference }).IsUnique();
        builder.HasIndex(draft => new { draft.Kind, draft.Reference });
    }
}

/// <summary>What somebody said about a change set; never public.</summary>
public sealed class ChangeSetComment : IEntityTypeConfiguration<ChangeSetComment>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid ChangeSetId { get; init; }

    public DateTimeOffset At { get; init; }

    public Guid? AuthorId { get; init; }

    public required string AuthorName { get; init; }

    public required string Text { get; init; }

    public void Configure(EntityTypeBuilder<ChangeSetComment> builder)
    {
        builder.ToTable("change_set_comments");
        builder.Property(comment => comment.AuthorName).HasMaxLength(Actor.NameMaxLength);
        builder.Property(comment => comment.Text).HasMaxLength(ChangeSet.TextMaxLength);
        builder.HasIndex(comment => new { comment.ChangeSetId, comment.At });
    }
}

/// <summary>That somebody wrote a part of a change set, and so may not approve it.</summary>
public sealed class ChangeSetEditor : IEntityTypeConfiguration<ChangeSetEditor>
{
    public Guid ChangeSetId { get; init; }

    public Guid UserId { get; init; }

    public void Configure(EntityTypeBuilder<ChangeSetEditor> builder)
    {
        builder.ToTable("change_set_editors");
        builder.HasKey(editor => new { editor.ChangeSetId, editor.UserId });
        builder.HasIndex(editor => editor.UserId);
    }
}
