-- Past answers show what was known of an address then.
select history.follow('source_checks');
