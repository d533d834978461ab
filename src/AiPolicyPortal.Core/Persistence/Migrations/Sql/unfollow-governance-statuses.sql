select history.release('governance_statuses');
delete from history.tables where name = 'governance_statuses';
drop table history.governance_statuses;
drop table versions.governance_statuses;
drop function if exists history.keep_governance_statuses() cascade;

-- What the publication of this moment brought as known earlier is held since then, with the parts of its records.
create or replace function history.date_back(moment timestamptz) returns void language plpgsql as $$
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
