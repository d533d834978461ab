-- Words as they are written, and their English and French stems; accents are taken off first.
create text search configuration portal_simple (copy = pg_catalog.simple);
alter text search configuration portal_simple alter mapping for word, hword, hword_part, numword, asciiword with unaccent, simple;
create text search configuration portal_english (copy = pg_catalog.simple);
alter text search configuration portal_english alter mapping for word, hword, hword_part, numword, asciiword with unaccent, english_stem;
create text search configuration portal_french (copy = pg_catalog.simple);
alter text search configuration portal_french alter mapping for word, hword, hword_part, numword, asciiword with unaccent, french_stem;

create function portal_plain(value text) returns text language sql immutable parallel safe
return regexp_replace(lower(value), '[^[:alnum:]]+', ' ', 'g');

create function portal_words(value text) returns tsvector language sql stable parallel safe as $$
  select strip(to_tsvector('portal_simple', plain) || to_tsvector('portal_english', plain) || to_tsvector('portal_french', plain))
  from (select portal_plain(value) as plain offset 0) as words $$;

create function portal_round_half_even(value numeric, places int) returns numeric language sql immutable parallel safe
return case when abs(value - trunc(value, places)) * power(10::numeric, places) = 0.5 and trunc(value * power(10::numeric, places)) % 2 = 0
  then trunc(value, places) else round(value, places) end;
