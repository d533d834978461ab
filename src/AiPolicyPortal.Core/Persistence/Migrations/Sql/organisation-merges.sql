-- Of each merged organisation the one that it is in the end: merges of merges are followed. The tables of a function's text are looked up when it runs,
-- so that a reading of the past finds the merges of then; a view over past.organisations would stand in the way of changing that table.
create function organisation_survivors() returns table (organisation_id uuid, survivor_id uuid) language sql stable as $$
  with recursive steps (merged_id, into_id) as (
    select id, merged_into_id from organisations where merged_into_id is not null
    union
    select steps.merged_id, reached.merged_into_id
    from steps join organisations reached on reached.id = steps.into_id where reached.merged_into_id is not null)
  select steps.merged_id, steps.into_id from steps join organisations reached on reached.id = steps.into_id where reached.merged_into_id is null
$$;

create view organisation_merges as select organisation_id, survivor_id from organisation_survivors();
