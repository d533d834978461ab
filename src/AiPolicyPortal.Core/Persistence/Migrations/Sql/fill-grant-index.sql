do $$
declare
  batch uuid[];
  last uuid := '00000000-0000-0000-0000-000000000000';
begin
  loop
    batch := array(select id from grants where id > last and withdrawn_at is null order by id limit 20000);
    exit when cardinality(batch) = 0;
    last := batch[cardinality(batch)];
    perform refresh_grant_index(batch);
  end loop;
end $$;
