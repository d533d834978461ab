-- What is worked out from releases is kept like the releases.
select history.follow('release_assessments');
select history.catch_up();
