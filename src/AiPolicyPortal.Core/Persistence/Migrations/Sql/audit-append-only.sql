-- The audit log only grows.
create function portal_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger audit_entries_append_only before update or delete or truncate on audit_entries
for each statement execute function portal_refuse_change();

-- And what was published stays published.
create trigger publications_append_only before update or delete or truncate on publications
for each statement execute function portal_refuse_change();

create trigger revisions_append_only before update or delete or truncate on revisions
for each statement execute function portal_refuse_change();
