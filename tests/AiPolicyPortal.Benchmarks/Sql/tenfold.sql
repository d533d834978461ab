-- Ten times as many grants of the same spread: nine copies of each generated one under other ids and references, with the index, groups and counts
-- over them. It is for reading only: foreign keys stay away.
set maintenance_work_mem = '1GB';
set synchronous_commit = off;

create temporary table kept_indexes as
  select pg_get_indexdef(held.indexrelid) as definition, held.indrelid::regclass::text as owner, held.indexrelid::regclass::text as name,
    pg_get_constraintdef(rule.oid) as rule_definition, rule.conname as rule
  from pg_index held left join pg_constraint rule on rule.conindid = held.indexrelid and rule.contype = 'p'
  where held.indrelid in ('grants'::regclass, 'grant_recipients'::regclass, 'grant_index'::regclass);

do $$
declare held record;
begin
  for held in
    select conrelid::regclass as owner, conname as name from pg_constraint
    where contype = 'f' and (conrelid in ('grants'::regclass, 'grant_recipients'::regclass, 'grant_index'::regclass) or confrelid = 'grants'::regclass)
  loop
    execute format('alter table %s drop constraint %I', held.owner, held.name);
  end loop;
  for held in select * from kept_indexes loop
    execute case when held.rule is null then format('drop index %s', held.name) else format('alter table %s drop constraint %I', held.owner, held.rule) end;
  end loop;
end $$;

create function pg_temp.copied(id uuid, copy int) returns uuid language sql immutable as $$ select overlay(id::text placing copy::text from 23 for 1)::uuid $$;

create temporary table generated as select id from grants where reference like 'gen-%';
create unique index on generated (id);
analyze generated;

insert into grant_recipients (grant_id, position, name, organisation_id, country_code, role, amount, currency_code)
select pg_temp.copied(grant_id, copy), position, name, organisation_id, country_code, role, amount, currency_code
from generate_series(1, 9) as copy, grant_recipients where grant_id in (select id from generated);

insert into grant_index (grant_id, group_id, amount, euros, amount_key, awarded_key, start_key, updated_key, title_key, recipients, shares, words, tags)
select pg_temp.copied(grant_id, copy), group_id, amount, euros, amount_key, awarded_key, start_key, updated_key, title_key, recipients, shares, words, tags
from generate_series(1, 9) as copy, grant_index where grant_id in (select id from generated);

insert into grants (id, programme_id, funder_id, title, amount, currency_code, awarded_on, awarded_precision, start_on, start_precision, end_on, end_precision,
  funder_type, stage, confidence, source_id, url, themes, note, facts_recorded_at, reference, revision, recorded_at, updated_at)
select pg_temp.copied(id, copy), programme_id, funder_id, title, amount, currency_code, awarded_on, awarded_precision, start_on, start_precision, end_on,
  end_precision, funder_type, stage, confidence, source_id, url, themes, note, facts_recorded_at, reference || '-' || copy, revision, recorded_at, updated_at
from generate_series(1, 9) as copy, grants where reference like 'gen-%';

do $$
declare held record;
begin
  for held in select * from kept_indexes loop
    raise notice '% %', clock_timestamp(), held.name;
    execute case when held.rule is null then held.definition else format('alter table %s add constraint %I %s', held.owner, held.rule, held.rule_definition) end;
  end loop;
end $$;

update grant_groups kind set grants = fresh.grants, disclosed = fresh.disclosed, amount = fresh.amount, converted = fresh.converted, euros = fresh.euros
from (
  select group_id, count(*) as grants, count(amount) as disclosed, coalesce(sum(amount), 0) as amount, count(euros) as converted, coalesce(sum(euros), 0) as euros
  from grant_index group by group_id) as fresh
where kind.id = fresh.group_id;
update grant_group_recipients received set grants = fresh.grants, disclosed = fresh.disclosed, amount = fresh.amount, converted = fresh.converted,
  euros = fresh.euros, shared = fresh.shared, share = fresh.share
from (
  select group_id, organisation_id, count(*) as grants, count(amount) as disclosed, coalesce(sum(amount), 0) as amount, count(euros) as converted,
    coalesce(sum(euros), 0) as euros, count(share) as shared, coalesce(sum(share), 0) as share
  from grant_index cross join lateral unnest(
    case when recipients = '{}' then array['00000000-0000-0000-0000-000000000000'::uuid] else recipients end, shares) as part (organisation_id, share)
  group by group_id, organisation_id) as fresh
where received.group_id = fresh.group_id and received.organisation_id = fresh.organisation_id;
update grant_counts held set count = fresh.grants from (
  select country as country_code, null::uuid as programme_id, sum(grants) as grants from grant_groups cross join lateral unnest(countries) as country group by country
  union all
  select null, programme_id, sum(grants) from grant_groups where programme_id is not null group by programme_id
  union all
  select null, null, sum(grants) from grant_groups) as fresh
where held.country_code is not distinct from fresh.country_code and held.programme_id is not distinct from fresh.programme_id;
