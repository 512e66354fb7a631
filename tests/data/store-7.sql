-- The schema of a store of version 7, as its steps left it.
CREATE TABLE log (
  seq          integer primary key,
  content      text,
  salt         blob,
  content_hash blob not null,
  hash         blob not null,
  check ((content is null) = (salt is null))
);
CREATE TABLE head (only_one integer primary key check (only_one = 1), seq integer not null, hash blob not null);
CREATE TABLE administration (
  id        integer primary key,
  case_code text not null,
  measure   text not null,
  sha256    text not null,
  informant text not null,
  occasion  text not null,
  date      text not null,
  language  text not null,
  known     text not null,
  begun     text not null,
  finished  text
, confidential integer not null default 0, office text not null default '', closed text);
CREATE TABLE answer (
  administration integer not null references administration (id) on delete cascade,
  item           text not null,
  answer         text not null,
  seq            integer not null references log (seq),
  primary key (administration, item)
) without rowid;
CREATE TABLE log_of_administration (
  administration integer not null references administration (id) on delete cascade,
  seq            integer not null references log (seq),
  primary key (administration, seq)
) without rowid;
CREATE TABLE staff (name text primary key, role text not null, password text not null, office text not null default '') without rowid;
CREATE TABLE session (
  secret         blob primary key,
  staff          text references staff (name) on delete cascade,
  administration integer references administration (id) on delete cascade,
  expires        text not null
, locked integer not null default 0) without rowid;
CREATE TABLE ticket (
  code           blob primary key,
  administration integer not null references administration (id) on delete cascade,
  expires        text not null
, issued text not null default '') without rowid;
CREATE TABLE measure_text (
  sha256  text primary key,
  measure text not null,
  text    text not null,
  seq     integer not null references log (seq)
) without rowid;
CREATE TABLE access_log (
  seq          integer primary key,
  content      text,
  salt         blob,
  content_hash blob not null,
  hash         blob not null,
  check ((content is null) = (salt is null))
);
CREATE TABLE access_head (only_one integer primary key check (only_one = 1), seq integer not null, hash blob not null);
CREATE TABLE case_opening (
  case_code text primary key,
  opened    text not null,
  closed    text,
  schedule  text not null
) without rowid;
CREATE TABLE pause (
  administration integer primary key references administration (id) on delete cascade,
  word           blob not null,
  wrong          integer not null
);
CREATE INDEX administration_of_case on administration (case_code, measure, informant, occasion);
CREATE INDEX ticket_of_administration on ticket (administration);
CREATE INDEX session_of_administration on session (administration);
CREATE UNIQUE INDEX one_of_an_occasion
on administration (case_code, substr(measure, 1, instr(measure, '@') - 1), informant, occasion)
where finished is not null and closed is null;
CREATE TRIGGER log_is_not_changed before update on log
when new.seq is not old.seq or new.content_hash is not old.content_hash or new.hash is not old.hash
  or (new.content is not null and new.content is not old.content) or (new.salt is not null and new.salt is not old.salt)
begin select raise(abort, 'the log is only added to'); end;
CREATE TRIGGER log_is_not_shortened before delete on log
begin select raise(abort, 'the log is only added to'); end;
CREATE TRIGGER access_log_is_not_changed before update on access_log
when new.seq is not old.seq or new.content_hash is not old.content_hash or new.hash is not old.hash
  or (new.content is not null and new.content is not old.content) or (new.salt is not null and new.salt is not old.salt)
begin select raise(abort, 'the log is only added to'); end;
CREATE TRIGGER access_log_is_not_shortened before delete on access_log
begin select raise(abort, 'the log is only added to'); end;
pragma user_version = 7;
