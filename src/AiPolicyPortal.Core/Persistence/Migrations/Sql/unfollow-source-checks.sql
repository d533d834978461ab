select history.release('sources');
select history.release('source_checks');
delete from history.tables where name = 'source_checks';
drop table history.source_checks;
drop table versions.source_checks;
drop function if exists history.keep_source_checks() cascade;
