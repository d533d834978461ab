-- Keeps former rows of the tables that public answers are read from.
-- A followed table is a child of its namesake in "versions", and so is the table of its former rows in "history": both are read as one. The view of the
-- same name in "past" has the rows that were held at the instant of the setting portal.as_of, so that a query whose search_path begins with "past"
-- answers as it was answered then. Rows are held from "held_from" until "held_until", the moments of publications.
create schema history;
create schema versions;
create schema past;

-- The moment of the publication being written; outside of one the beginning of the transaction.
create function portal_moment() returns timestamptz language sql stable as
$$ select coalesce(nullif(current_setting('portal.moment', true), '')::timestamptz, now()) $$;

-- The instant that is asked for.
create function past.as_of() returns timestamptz language sql stable as
$$ select current_setting('portal.as_of')::timestamptz $$;

-- What is read as of an instant. Of a table with a condition there are no former rows: the condition alone says what was there.
create table history.tables (name text primary key, condition text, shape text);

-- Columns and indexes of a table: what its former rows and its view have to have too.
create function history.shape_of(followed text) returns text language sql stable as $$
  select concat_ws(E'\n',
    (select string_agg(format('%s %s %s', attribute.attname, format_type(attribute.atttypid, attribute.atttypmod), attribute.attcollation), ', ' order by attribute.attname)
     from pg_attribute attribute
     where attribute.attrelid = format('public.%I', followed)::regclass and attribute.attnum > 0 and not attribute.attisdropped),
    (select string_agg(indexdef, E'\n' order by indexname) from pg_indexes where schemaname = 'public' and tablename = followed))
$$;

create function history.columns_of(followed text) returns table (name text, type text) language sql stable as $$
  select attribute.attname::text, format_type(attribute.atttypid, attribute.atttypmod)
    || case when attribute.attcollation <> kind.typcollation then format(' collate %s', attribute.attcollation::regcollation) else '' end
  from pg_attribute attribute join pg_type kind on kind.oid = attribute.atttypid
  where attribute.attrelid = followed::regclass and attribute.attnum > 0 and not attribute.attisdropped
  order by attribute.attnum
$$;

-- Lets a table be changed in ways that its view and its former rows stand in the way of: columns taken away, renamed or of another type.
create function history.release(followed text) returns void language plpgsql as $$
begin
  execute format('drop view if exists past.%I', followed);
  if exists (select from pg_inherits where inhrelid = format('public.%I', followed)::regclass and inhparent = to_regclass(format('versions.%I', followed))) then
    execute format('alter table public.%1$I no inherit versions.%1$I', followed);
  end if;
  update history.tables set shape = null where name = followed;
end $$;

create function history.show(followed text) returns void language plpgsql as $$
declare
  listed text;
  wanted text;
begin
  -- What was withdrawn only later held then.
  select string_agg(case when name in ('withdrawn_at', 'withdrawn_reason') then format('case when withdrawn_at <= past.as_of() then %1$I end as %1$I', name) else quote_ident(name) end, ', ')
  into listed from history.columns_of(format('public.%I', followed)) where name not in ('held_from', 'held_until');
  select coalesce(condition, 'held_from <= past.as_of() and held_until > past.as_of()'
    || case when exists (select from history.columns_of(format('public.%I', followed)) where name = 'recorded_at') then ' and recorded_at <= past.as_of()' else '' end)
  into wanted from history.tables where name = followed;
  execute format('create view past.%1$I as select %2$s from %3$s.%1$I where %4$s',
    followed, listed, (select case when condition is null then 'versions' else 'public' end from history.tables where name = followed), wanted);
end $$;

create function history.keep(followed text) returns void language plpgsql as $$
declare
  item record;
  listed text;
begin
  for item in
    select coalesce(present.name, former.name) as name, present.type, former.name is null as is_new, present.name is null as is_gone
    from history.columns_of(format('public.%I', followed)) present
    full join history.columns_of(format('versions.%I', followed)) former on former.name = present.name
    where present.type is distinct from former.type
  loop
    execute format('alter table versions.%I %s', followed, case
      when item.is_new then format('add column %I %s', item.name, item.type)
      when item.is_gone then format('drop column %I', item.name)
      else format('alter column %1$I type %2$s using %1$I::%2$s', item.name, item.type) end);
  end loop;
  execute format('alter table public.%1$I inherit versions.%1$I', followed);

  for item in select indexname from pg_indexes where schemaname = 'history' and tablename = followed loop
    execute format('drop index history.%I', item.indexname);
  end loop;
  for item in select indexdef from pg_indexes where schemaname = 'public' and tablename = followed and indexdef not like '% USING brin %' loop
    execute replace(replace(replace(item.indexdef, 'CREATE UNIQUE INDEX', 'CREATE INDEX'), ' NULLS NOT DISTINCT', ''),
      format(' ON public.%I ', followed), format(' ON history.%I ', followed));
  end loop;

  select string_agg(quote_ident(name), ', ') into listed from history.columns_of(format('public.%I', followed)) where name <> 'held_until';
  execute format(
    $text$
    create or replace function history.%1$I() returns trigger language plpgsql as $body$
    declare
      moment timestamptz := portal_moment();
    begin
      -- What one publication makes of a row in several steps is one version.
      if old.held_from < moment then
        insert into history.%2$I (%3$s, held_until) values (%4$s, moment);
      end if;
      if tg_op = 'DELETE' then
        return old;
      end if;
      new.held_from := moment;
      return new;
    end $body$
    $text$, 'keep_' || followed, followed, listed, (select string_agg('old.' || part, ', ') from unnest(string_to_array(listed, ', ')) as part));
  execute format(
    'create or replace trigger keep_changed before update on public.%I for each row when (old.held_from = new.held_from and old is distinct from new) execute function history.%I()',
    followed, 'keep_' || followed);
  execute format('create or replace trigger keep_deleted before delete on public.%I for each row execute function history.%I()', followed, 'keep_' || followed);
end $$;

-- Follows a table from now on.
-- since: from when on its present rows are held; a row with a recorded_at is held from then in any case.
create function history.follow(followed text, since timestamptz default '-infinity') returns void language plpgsql as $$
begin
  execute format(
    'alter table public.%I add column held_from timestamptz not null default %L, add column held_until timestamptz not null default ''infinity''', followed, since);
  execute format('alter table public.%I alter column held_from set default portal_moment()', followed);
  execute format('create table versions.%1$I as table public.%1$I with no data', followed);
  execute format('create table history.%1$I () inherits (versions.%1$I)', followed);
  insert into history.tables (name) values (followed);
end $$;

-- Brings former rows and views in line with their tables; quick where they are. Whoever migrates calls it last.
create function history.catch_up() returns void language plpgsql as $$
declare
  item record;
begin
  for item in
    select name, condition, history.shape_of(name) as shape from history.tables where shape is distinct from history.shape_of(name)
  loop
    perform history.release(item.name);
    if item.condition is null then
      perform history.keep(item.name);
    end if;
    perform history.show(item.name);
    update history.tables set shape = item.shape where name = item.name;
  end loop;
end $$;
