-- The schema of a store of version 3.
create table log (
  seq          integer primary key,
  content      text,
  salt         blob,
  content_hash blob not null,
  hash         blob not null,
  check ((content is null) = (salt is null))
);
create trigger log_is_not_changed before update on log
when new.seq is not old.seq or new.content_hash is not old.content_hash or new.hash is not old.hash
  or (new.content is not null and new.content is not old.content) or (new.salt is not null and new.salt is not old.salt)
begin select raise(abort, 'the log is only added to'); end;
create trigger log_is_not_shortened before delete on log
begin select raise(abort, 'the log is only added to'); end;
create table head (only_one integer primary key check (only_one = 1), seq integer not null, hash blob not null);
create table administration (
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
);
create index administration_of_case on administration (case_code);
create table answer (
  administration integer not null references administration (id) on delete cascade,
  item           text not null,
  answer         text not null,
  seq            integer not null references log (seq),
  primary key (administration, item)
) without rowid;
create table log_of_administration (
  administration integer not null references administration (id) on delete cascade,
  seq            integer not null references log (seq),
  primary key (administration, seq)
) without rowid;
alter table administration add column confidential integer not null default 0;
create table staff (name text primary key, role text not null, password text not null) without rowid;
create table session (
  secret         blob primary key,
  staff          text references staff (name) on delete cascade,
  administration integer references administration (id) on delete cascade,
  expires        text not null
) without rowid;
create table ticket (
  code           blob primary key,
  administration integer not null references administration (id) on delete cascade,
  expires        text not null
) without rowid;
alter table administration add column office text not null default '';
alter table staff add column office text not null default '';
pragma user_version = 3;
