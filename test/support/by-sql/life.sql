-- Every life as it stands, from the record's bodies by SQL alone: corrected, without what was withdrawn or is kept out by a dispute, in order of life.
-- Nothing of it is shared with the code that counts.

create schema by_sql;
set local search_path to by_sql, public;

create function first_day(partial text) returns date language sql immutable as $$
  select (partial || substr('-01-01', length(partial) - 3))::date $$;
create function last_day(partial text) returns date language sql immutable as $$
  select case length(partial)
    when 4 then (partial || '-12-31')::date
    when 7 then ((partial || '-01')::date + interval '1 month' - interval '1 day')::date
    else partial::date end $$;
-- The months between two days, the day in the month cut to the last there is, as PostgreSQL adds months.
create function months_on(day date, months int) returns date language sql immutable as $$
  select (day + make_interval(months => months))::date $$;

create table told as
select substr(stream, 8) as person, revision, id::text as id, type, at, body::jsonb -> 'clear' as clear, body::jsonb -> 'clear' -> 'facts' as facts
from record where stream like 'person-%';
create index on told (id);
create index on told ((facts ->> 'entry'));

-- A withdrawal is in force unless one recorded later takes it back. (The made-up county takes nothing back a third time: the test looks.)
create table withdrawn as
select w.facts ->> 'entry' as id from told w
where w.type = 'EntryWithdrawn'
  and not exists (select from told back where back.type = 'EntryWithdrawn' and back.facts ->> 'entry' = w.id);

create table corrected as
select c.* from told c where c.type = 'EntryCorrected' and c.id not in (select id from withdrawn);

create table kept_out as
select d.facts ->> 'entry' as id from told d
left join lateral (
  select a.facts ->> 'answer' as answer from told a
  where a.type = 'DisputeAnswered' and a.facts ->> 'entry' = d.id and a.id not in (select id from withdrawn)
  order by a.revision desc limit 1
) as answered on true
where d.type = 'EntryDisputed' and d.id not in (select id from withdrawn)
  and case when answer is null then d.facts ->> 'meanwhile' = 'do-not-use' else answer = 'kept-and-not-used' end;

create table stands as
select t.person, t.revision, t.id, t.type,
  jsonb_strip_nulls(t.facts || coalesce((
    select jsonb_object_agg(field.key, field.value order by c.revision)
    from corrected c, jsonb_each(c.facts -> 'facts') as field where c.facts ->> 'entry' = t.id), '{}')) as facts,
  coalesce((select c.facts ->> 'ledBy' from corrected c where c.facts ->> 'entry' = t.id and c.facts ? 'ledBy' order by c.revision desc limit 1),
    t.clear ->> 'ledBy', 'unknown') as led_by,
  coalesce((select c.facts -> 'saidBy' ->> 'who' from corrected c
      where c.facts ->> 'entry' = t.id and c.facts -> 'saidBy' ? 'who' order by c.revision desc limit 1),
    t.clear -> 'saidBy' ->> 'who', 'worker') as said_by,
  coalesce(dated.happened, t.clear -> 'happened') as happened,
  (coalesce(dated.at, t.at) at time zone 'Europe/London')::date as written_on
from told t
left join lateral (
  select c.facts -> 'happened' as happened, c.at from corrected c
  where c.facts ->> 'entry' = t.id and c.facts ? 'happened' order by c.revision desc limit 1
) as dated on true
where t.type not in ('EntryCorrected', 'EntryWithdrawn', 'EntryDisputed', 'DisputeAnswered', 'WordsRemoved')
  and t.id not in (select id from withdrawn) and t.id not in (select id from kept_out);

create table dated as
select s.*,
  first_day(coalesce(happened ->> 'from', nullif(happened ->> 'to', 'now'))) as first,
  case when happened ->> 'to' = 'now' then greatest(last_day(coalesce(happened ->> 'from', written_on::text)), written_on)
    else last_day(coalesce(happened ->> 'to', happened ->> 'from')) end as last,
  case length(coalesce(happened ->> 'from', nullif(happened ->> 'to', 'now'))) when 4 then 2 when 7 then 1 else 0 end as coarse
from stands s;

-- What goes on with a thing is told after its beginning, where its days reach that far.
create table begun as
select distinct on (person, thing, facts ->> thing) person, thing, facts ->> thing as id, first, coarse
from dated
join (values ('GoalVoiced', 'goal'), ('StepAgreed', 'step'), ('WantVoiced', 'want'), ('CompromiseMade', 'compromise'), ('SupportStarted', 'support'),
  ('CircleMemberNamed', 'member'), ('WorkerStarted', 'worker'), ('ConcernRaised', 'concern')) as beginning (type, thing) using (type)
order by person, thing, facts ->> thing, revision;
create index on begun (person, id);

create table life as
select d.person, d.revision, d.id, d.type, d.facts, d.led_by, d.said_by, d.last, d.written_on,
  coalesce(b.first, d.first) as first,
  row_number() over (partition by d.person order by coalesce(b.first, d.first), coalesce(b.coarse - 1, d.coarse) desc, d.revision) as seq,
  least(d.last, d.written_on) as heard
from dated d
left join lateral (
  select b.first, b.coarse from begun b
  where b.person = d.person and b.id = d.facts ->> b.thing and d.first < d.last and b.first between d.first and d.last
    and d.type not in ('GoalVoiced', 'StepAgreed', 'WantVoiced', 'CompromiseMade', 'SupportStarted', 'CircleMemberNamed', 'WorkerStarted', 'ConcernRaised')
  order by b.first desc limit 1
) as b on true;
create index on life (person, type);
create index on life ((facts ->> 'goal'));
create index on life ((facts ->> 'support'));
create index on life ((facts ->> 'want'));

create table met as select person, first, facts ->> 'area' as area, (facts ->> 'birthYear')::int as born from life where type = 'PersonMet';
create table died as select person, min(first) as first from life where type = 'PersonDied' group by person;

-- The last day of every month that numbers are asked of: what begins in the future too.
create table month_end as
select (month + interval '1 month' - interval '1 day')::date as day, to_char(month, 'YYYY-MM') as month
from generate_series('2023-01-01'::timestamp, '2028-12-01', '1 month') as month;

-- Which area is responsible for each person at the end of each month, and how old they become in its year.
create table there as
select m.day, m.month, p.person, coalesce(moved.area, p.area) as area,
  case when p.born is null then 'not-known' when extract(year from m.day) - p.born < 18 then 'under-18'
    when extract(year from m.day) - p.born < 65 then '18-64' else '65+' end as age
from month_end m join met p on p.first <= m.day
left join lateral (
  select h.facts ->> 'responsible' as area from life h
  where h.person = p.person and h.type = 'HomeChanged' and h.facts ? 'responsible' and h.last >= p.first and h.first <= m.day
  order by h.seq desc limit 1
) as moved on true;
create index on there (person, month);

-- Where something counts: in the total, by age, in each of its keys, and in those that are put together of several.
create function lines_of(measure text, keys jsonb, age text) returns table (dim text, key text) language sql immutable as $$
  select '', ''
  union all select 'age', age where measure not like 'reach-%'
  union all select 'adultAge', age where measure like 'reach-%' and age in ('18-64', '65+')
  union all select field.key, field.value from jsonb_each_text(keys) as field where field.value is not null
  union all select 'sectorAge', concat(keys ->> 'sector', '/', age) where measure like 'reach-%' and age in ('18-64', '65+')
  union all select 'lifeAreaSector', concat(keys ->> 'lifeArea', '/', coalesce(keys ->> 'sector', 'not-said')) where measure in ('wants-open', 'wants-never-asked')
  union all select 'lifeAreaSectorWhy', concat(keys ->> 'lifeArea', '/', coalesce(keys ->> 'sector', 'not-said'), '/', keys ->> 'why') where measure = 'wants-open'
  union all select 'lifeAreaSectorNeverAsked', concat(keys ->> 'lifeArea', '/', coalesce(keys ->> 'sector', 'not-said'), '/', keys ->> 'neverAsked')
    where measure = 'wants-never-asked'
  union all select 'outOfInto', concat(keys ->> 'outOf', '/', keys ->> 'into') where measure = 'moves' $$;
