select history.release('release_assessments');
delete from history.tables where name = 'release_assessments';
drop table history.release_assessments;
drop table versions.release_assessments;
