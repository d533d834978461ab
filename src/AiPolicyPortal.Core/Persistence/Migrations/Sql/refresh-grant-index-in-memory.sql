-- As refresh-grant-index, but each batch's words are gathered by ts_stat, and sorted and joined in memory: a sixth of the time less.
-- Brings the index of these grants, and the sums over it, up to date with what the transaction sees. It gives the recipients' countries whose
-- grants changed, and the paying countries and currencies whose awards from public money did, as 'FR/EUR'.
create function refresh_grant_index(touched uuid[], out countries text[], out payers text[]) language plpgsql set jit = off set work_mem = '64MB' as $$
#variable_conflict use_column
begin
  create temporary table fresh_entries on commit drop as select * from grant_entries(touched);
  create temporary table former_entries on commit drop as
    select held.grant_id, held.group_id, held.amount, held.euros, held.recipients, held.shares
    from unnest(touched) as asked (id) join grant_index held on held.grant_id = asked.id
    where not exists (
      select from fresh_entries fresh where fresh.grant_id = held.grant_id
        and (fresh.amount, fresh.euros, coalesce(fresh.awarded_on, '-infinity'), coalesce(fresh.start_on, '-infinity'), fresh.updated_at, fresh.title_key,
            fresh.recipients, fresh.shares, fresh.words, fresh.group_tags || fresh.recipient_tags)
          is not distinct from (held.amount, held.euros, held.awarded_key, held.start_key, held.updated_key, held.title_key,
            held.recipients, held.shares, held.words, held.tags));
  delete from grant_index held using former_entries former where held.grant_id = former.grant_id;
  delete from fresh_entries fresh using grant_index held where held.grant_id = fresh.grant_id;

  insert into grant_groups (tags, programme_id, funder_id, countries, paying_country, themes, year, band, funder_type, stage, confidence, currency_code,
    grants, disclosed, amount, converted, euros)
  select distinct on (fresh.group_tags) fresh.group_tags, fresh.programme_id, fresh.funder_id, fresh.countries, fresh.paying_country, fresh.themes, fresh.year,
    fresh.band, fresh.funder_type, fresh.stage, fresh.confidence, fresh.currency_code, 0, 0, 0, 0, 0
  from fresh_entries fresh on conflict (tags) do nothing;

  insert into grant_index (grant_id, group_id, amount, euros, amount_key, awarded_key, start_key, updated_key, title_key, recipients, shares, words, tags)
  select fresh.grant_id, kind.id, fresh.amount, fresh.euros, coalesce(fresh.amount, -1), coalesce(fresh.awarded_on, '-infinity'),
    coalesce(fresh.start_on, '-infinity'), fresh.updated_at, fresh.title_key, fresh.recipients, fresh.shares, fresh.words,
    fresh.group_tags || fresh.recipient_tags
  from fresh_entries fresh join grant_groups kind on kind.tags = fresh.group_tags;

  insert into grant_dictionary (word, written)
  select word, bool_or(written) from (
    select word, false as written from ts_stat('select words from fresh_entries')
    union all
    select word, true from ts_stat('select to_tsvector(''portal_simple'', portal_plain(said)) from fresh_entries')
    union all
    select unnest(tsvector_to_array(to_tsvector('portal_simple', portal_plain(concat_ws(' ', programme.name, programme.name_original))))), true
    from programmes programme where programme.id in (select fresh.programme_id from fresh_entries fresh)
    union all
    select unnest(tsvector_to_array(to_tsvector('portal_simple', portal_plain(organisation.name)))), true
    from organisations organisation where organisation.id in (select fresh.funder_id from fresh_entries fresh)) as found
  where length(word) between 2 and 40 and word !~ '^[0-9]+$'
  group by word
  on conflict (word) do update set written = true where excluded.written and not grant_dictionary.written;

  create temporary table entry_changes on commit drop as
    select -1 as sign, former.group_id, former.amount, former.euros, former.recipients, former.shares from former_entries former
    union all
    select 1, held.group_id, held.amount, held.euros, held.recipients, held.shares
    from fresh_entries fresh join grant_index held on held.grant_id = fresh.grant_id;

  select array_agg(distinct country) filter (where country is not null),
    array_agg(distinct kind.paying_country || '/' || kind.currency_code) filter (where kind.stage = 'awarded' and kind.funder_type = 'public' and kind.paying_country is not null)
  into refresh_grant_index.countries, refresh_grant_index.payers
  from (select distinct group_id from entry_changes) as change join grant_groups kind on kind.id = change.group_id
  left join lateral unnest(kind.countries) as country on true;

  update grant_groups kind set grants = kind.grants + change.grants, disclosed = kind.disclosed + change.disclosed,
    amount = kind.amount + change.amount, converted = kind.converted + change.converted, euros = kind.euros + change.euros
  from (
    select group_id, sum(sign) as grants, count(amount) filter (where sign > 0) - count(amount) filter (where sign < 0) as disclosed,
      coalesce(sum(sign * amount), 0) as amount, count(euros) filter (where sign > 0) - count(euros) filter (where sign < 0) as converted,
      coalesce(sum(sign * entry_changes.euros), 0) as euros
    from entry_changes group by group_id) as change
  where kind.id = change.group_id;

  insert into grant_group_recipients (group_id, organisation_id, grants, disclosed, amount, converted, euros, shared, share)
  select group_id, organisation_id, sum(sign), count(amount) filter (where sign > 0) - count(amount) filter (where sign < 0),
    coalesce(sum(sign * amount), 0), count(euros) filter (where sign > 0) - count(euros) filter (where sign < 0), coalesce(sum(sign * euros), 0),
    count(received.share) filter (where sign > 0) - count(received.share) filter (where sign < 0), coalesce(sum(sign * received.share), 0)
  from entry_changes cross join lateral unnest(
    case when recipients = '{}' then array['00000000-0000-0000-0000-000000000000'::uuid] else recipients end, shares) as received (organisation_id, share)
  group by group_id, organisation_id
  on conflict (group_id, organisation_id) do update set grants = grant_group_recipients.grants + excluded.grants,
    disclosed = grant_group_recipients.disclosed + excluded.disclosed, amount = grant_group_recipients.amount + excluded.amount,
    converted = grant_group_recipients.converted + excluded.converted, euros = grant_group_recipients.euros + excluded.euros,
    shared = grant_group_recipients.shared + excluded.shared, share = grant_group_recipients.share + excluded.share;
  delete from grant_group_recipients received where received.grants = 0;
  delete from grant_groups kind where kind.grants = 0;
  drop table fresh_entries, former_entries, entry_changes;
end $$;
