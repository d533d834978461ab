drop index ix_grant_index_held_from;
do $$
declare
  followed text;
begin
  for followed in select name from history.tables where condition is null loop
    perform history.release(followed);
    execute format('drop trigger keep_changed on public.%1$I; drop trigger keep_deleted on public.%1$I', followed);
    execute format('alter table public.%I drop column held_from, drop column held_until', followed);
  end loop;
end $$;
drop schema past cascade;
drop schema history cascade;
drop schema versions cascade;
drop function portal_moment();
