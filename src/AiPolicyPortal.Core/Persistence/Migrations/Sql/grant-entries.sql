-- What the index says of the grants asked for that hold; the letters before the tags are those of GrantTags.
create function grant_entries(touched uuid[]) returns table (
  grant_id uuid, programme_id uuid, funder_id uuid, countries text[], paying_country text, themes text[], year int, band text, funder_type text, stage text,
  confidence text, currency_code text, amount numeric, euros numeric, awarded_on date, start_on date, updated_at timestamptz, title_key text,
  recipients uuid[], shares numeric[], said text, words tsvector, group_tags text[], recipient_tags text[])
language sql stable as $$
with recursive
  held as materialized (
    select record.* from unnest(touched) as asked (id) join grants record on record.id = asked.id where record.withdrawn_at is null),
  above (programme_id, ancestor_id) as (
    select programme_id, programme_id from held where programme_id is not null
    union
    select above.programme_id, programme.parent_id
    from above join programmes programme on programme.id = above.ancestor_id where programme.parent_id is not null),
  paths as (select programme_id, array_agg('p:' || ancestor_id order by ancestor_id) as tags from above group by programme_id),
  schemes as materialized (
    select programme.id, programme.country_code, programme.themes, paths.tags,
      portal_words(concat_ws(' ', programme.name, programme.name_original)) as words
    from paths join programmes programme on programme.id = paths.programme_id),
  merges (id, survivor_id) as (
    select id, merged_into_id from organisations where merged_into_id is not null
    union
    select merges.id, organisation.merged_into_id
    from merges join organisations organisation on organisation.id = merges.survivor_id where organisation.merged_into_id is not null),
  survivors as materialized (
    select merges.id, merges.survivor_id, survivor.name
    from merges join organisations survivor on survivor.id = merges.survivor_id where survivor.merged_into_id is null),
  funders as materialized (
    select organisation.id, organisation.country_code, coalesce(survivors.survivor_id, organisation.id) as survivor_id,
      portal_words(concat_ws(' ', organisation.name, survivors.name)) as words
    from (select distinct funder_id from held) as named
    join organisations organisation on organisation.id = named.funder_id
    left join survivors on survivors.id = organisation.id),
  -- An organisation's share is the whole where it is the only recipient, else what is stated for it in the grant's currency.
  parts as (
    select recipient.grant_id, coalesce(survivors.survivor_id, recipient.organisation_id) as organisation_id,
      case when bool_and(recipient.amount is not null and recipient.currency_code = held.currency_code) then sum(recipient.amount) end as share,
      string_agg(concat_ws(' ', recipient.name, nullif(organisation.name, recipient.name), survivors.name), ' ') as names,
      count(*) over (partition by recipient.grant_id) as parts
    from held join grant_recipients recipient on recipient.grant_id = held.id
    left join organisations organisation on organisation.id = recipient.organisation_id
    left join survivors on survivors.id = recipient.organisation_id
    group by 1, 2, case when recipient.organisation_id is null then recipient.name end),
  received as materialized (
    select part.grant_id,
      array_agg(part.organisation_id order by part.organisation_id) filter (where part.organisation_id is not null) as organisations,
      array_agg(case part.parts when 1 then coalesce(held.amount, part.share) else part.share end order by part.organisation_id)
        filter (where part.organisation_id is not null) as shares,
      string_agg(part.names, ' ') as names
    from parts part join held on held.id = part.grant_id group by part.grant_id),
  places as materialized (
    select recipient.grant_id, array_agg(distinct recipient.country_code::text order by recipient.country_code::text) as countries
    from held join grant_recipients recipient on recipient.grant_id = held.id where recipient.country_code is not null group by recipient.grant_id),
  facts as (
    select held.id, held.programme_id, funder.survivor_id as funder_id, coalesce(places.countries, '{}') as countries,
      case when held.programme_id is null then funder.country_code else scheme.country_code end as paying_country,
      case when cardinality(held.themes) > 0 then held.themes else coalesce(scheme.themes, '{}') end as themes,
      extract(year from coalesce(held.awarded_on, held.start_on))::int as year,
      case when held.amount is null then 'undisclosed' when held.amount < 1e5 then 'under-100k' when held.amount < 1e6 then 'from-100k'
        when held.amount < 1e7 then 'from-1m' when held.amount < 1e8 then 'from-10m' else 'from-100m' end as band,
      held.funder_type, held.stage, held.confidence, held.currency_code, held.amount,
      portal_round_half_even(held.amount * rate.numerator * 1.0000000000000000000000000000 / rate.denominator, 2) as euros,
      held.awarded_on, held.start_on, held.updated_at, left(lower(unaccent(held.title)), 200) as title_key,
      coalesce(received.organisations, '{}') as recipients, coalesce(received.shares, '{}') as shares,
      concat_ws(' ', held.title, held.reference, received.names) as said, scheme.words as programme_words, funder.words as funder_words,
      scheme.tags as programme_tags
    from held
    left join schemes scheme on scheme.id = held.programme_id
    left join funders funder on funder.id = held.funder_id
    left join received on received.grant_id = held.id
    left join places on places.grant_id = held.id
    left join grant_rates rate on rate.currency_code = held.currency_code
      and rate.awarded_on = coalesce(held.awarded_on, '-infinity') and rate.awarded_precision = coalesce(held.awarded_precision, 'day'))
select id, programme_id, funder_id, countries, paying_country, themes, year, band, funder_type, stage, confidence, currency_code, amount, euros,
  awarded_on, start_on, updated_at, title_key, recipients, shares, said,
  portal_words(said) || coalesce(programme_words, '') || coalesce(funder_words, ''),
  coalesce((select array_agg('c:' || country) from unnest(countries) as country), '{c:unknown}')
    || coalesce(programme_tags, '{p:unknown}')
    || coalesce((select array_agg('t:' || theme) from unnest(themes) as theme), '{t:unknown}')
    || array['pc:' || coalesce(paying_country, 'unknown'), 'f:' || coalesce(funder_id::text, 'unknown'), 'y:' || coalesce(year::text, 'unknown'),
      'b:' || band, 'ft:' || funder_type, 's:' || stage, 'cf:' || confidence, 'cu:' || currency_code],
  coalesce((select array_agg('r:' || recipient) from unnest(recipients) as recipient), '{r:unknown}')
from facts
$$;
