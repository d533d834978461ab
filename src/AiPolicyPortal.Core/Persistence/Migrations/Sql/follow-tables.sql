select history.follow(name) from unnest(array[
  'programmes', 'figures', 'figure_links', 'figure_preferences', 'announcements', 'citations', 'sources', 'organisations', 'organisation_identifiers',
  'grants', 'grant_recipients', 'grant_disbursements', 'releases', 'release_developers', 'release_components', 'release_funding',
  'governance_measures', 'governance_links']) as name;

-- What is worked out from grants is known as the last change of a grant left it, and not before.
select history.follow(name, coalesce((select max(updated_at) from grants), '-infinity')) from unnest(array[
  'grant_index', 'grant_groups', 'grant_group_recipients', 'grant_counts', 'grant_year_sums', 'grant_recipient_sums', 'grant_dictionary']) as name;

insert into history.tables (name, condition) values
  ('publications', 'published_at <= past.as_of()'),
  ('revisions', 'publication_number <= (select max(number) from public.publications where published_at <= past.as_of())');

-- For an instant before most grants were there; next to nothing to write.
create index ix_grant_index_held_from on grant_index using brin (held_from) with (pages_per_range = 32, autosummarize = on);

select history.catch_up();

-- What the publication of this moment brought as known earlier is held since then, with the parts of its records.
create function history.date_back(moment timestamptz) returns void language plpgsql as $$
declare
  item record;
begin
  for item in select unnest(array['programmes', 'figures', 'announcements', 'sources', 'organisations', 'grants', 'releases', 'governance_measures']) as name loop
    execute format(
      'update %I set held_from = recorded_at where revision = 1 and updated_at = $1 and recorded_at < $1 and held_from = $1', item.name) using moment;
  end loop;
  for item in
    select * from (values ('organisation_identifiers', 'organisation_id', 'organisations'), ('grant_recipients', 'grant_id', 'grants'),
      ('release_developers', 'release_id', 'releases'), ('release_components', 'release_id', 'releases'), ('release_funding', 'release_id', 'releases'),
      ('governance_links', 'measure_id', 'governance_measures')) as part (name, owner_id, owner)
  loop
    execute format(
      'update %1$I part set held_from = owner.held_from from %2$I owner
       where owner.id = part.%3$I and part.held_from = $1 and owner.revision = 1 and owner.updated_at = $1 and owner.held_from < $1',
      item.name, item.owner, item.owner_id) using moment;
  end loop;
  for item in
    select * from (values ('figure_links', 'former.id = part.id'), ('citations', 'former.id = part.id'), ('grant_disbursements', 'former.id = part.id'),
      ('figure_preferences', '(former.figure_id, former.recorded_at) = (part.figure_id, part.recorded_at)')) as part (name, same)
  loop
    execute format(
      'update %1$I part set held_from = recorded_at where held_from = $1 and recorded_at < $1
       and not exists (select from history.%1$I former where former.held_until = $1 and %2$s)', item.name, item.same) using moment;
  end loop;
end $$;
