-- The rows of an import on their way: lost when the server falls over, and then read again from the file, which is not.
create unlogged table grant_import_rows (
  import_id uuid not null, row int not null, grant_id uuid not null, reference text not null, identifier text not null, programme text, title text not null,
  recipient text, recipient_country text, amount numeric, currency text not null, awarded_on date, awarded_precision text, funder_type text not null,
  stage text not null, confidence text not null, source text, note text, funder text, start_on date, start_precision text, end_on date, end_precision text,
  url text, themes text[] not null, recipient_organisation text, recipient_identifier text, recipient_key text, recipient_role text, recipient_share numeric,
  funder_name text, funder_identifier text, funder_key text, more jsonb, original jsonb);
create index ix_grant_import_rows_row on grant_import_rows (import_id, row);

-- What an import would do to each grant. Changes are written as in revisions.
create unlogged table grant_import_effects (
  import_id uuid not null, row int not null, grant_id uuid not null, effect text not null, changes jsonb, programme_id uuid, funder_id uuid, source_id uuid,
  recipient_id uuid);
create index ix_grant_import_effects_row on grant_import_effects (import_id, row);

-- Dates as the data folder writes them, and back: the last day that a date can mean, and how much of it is known.
create function portal_date_text(day date, known text) returns text language sql stable parallel safe
return case known when 'year' then to_char(day, 'YYYY') when 'month' then to_char(day, 'YYYY-MM') when 'day' then to_char(day, 'YYYY-MM-DD') end;

create function portal_last_day(said text) returns date language sql immutable parallel safe
return case length(said) when 4 then make_date(said::int, 12, 31)
  when 7 then (make_date(left(said, 4)::int, right(said, 2)::int, 1) + interval '1 month' - interval '1 day')::date
  when 10 then make_date(left(said, 4)::int, substr(said, 6, 2)::int, right(said, 2)::int) end;

create function portal_date_precision(said text) returns text language sql immutable parallel safe
return case length(said) when 4 then 'year' when 7 then 'month' when 10 then 'day' end;

create index ix_organisations_name_alike on organisations using gin (lower(name) gin_trgm_ops);

-- Rows that may say again what another row or another grant of the portal says.
create unlogged table grant_import_duplicates (import_id uuid not null, row int not null, other_row int, other_reference text);
create index ix_grant_import_duplicates_row on grant_import_duplicates (import_id, row);
