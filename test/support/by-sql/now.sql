-- What was so at the end of each month: asked of each month's last day afresh.

create table so (measure text, person text, month text, keys jsonb, amount numeric default 0, apart boolean default false);
create table alive as select t.day, t.month, t.person from there t left join died d using (person) where d.first is null or d.first > t.day;

-- Goals.
create table own_goal as
select a.*, g.facts ->> 'goal' as goal, g.facts ->> 'lifeArea' as life_area, g.first, g.id
from alive a join life g on g.person = a.person and g.type = 'GoalVoiced' and g.facts ->> 'whose' = 'person' and g.first <= a.day;
insert into so
select 'goals-unheard', o.person, o.month, jsonb_build_object('lifeArea', o.life_area) from own_goal o
where coalesce((select l.type from life l where l.person = o.person and l.facts ->> 'goal' = o.goal and l.first <= o.day and l.last >= o.first
    and l.type in ('GoalPaused', 'GoalPickedUpAgain', 'GoalReached', 'GoalLetGo') order by l.seq desc limit 1), 'GoalPickedUpAgain') = 'GoalPickedUpAgain'
  and not exists (
    select from life l where l.person = o.person and l.first <= o.day and months_on(greatest(l.first, l.heard), 12) > o.day
      and ((l.type like 'Goal%' and l.facts ->> 'goal' = o.goal and l.last >= o.first and coalesce(l.facts ->> 'says', '') <> 'could-not-ask')
        or (l.type = 'StillSo' and l.facts ->> 'entry' in (select g.id from life g where g.person = o.person and g.type like 'Goal%' and g.facts ->> 'goal' = o.goal and g.last >= o.first))));

-- Wants. What a support met is open again once every support that met it has ended, and nothing has met it since.
create table open_want as
select a.day, a.month, a.person, v.facts, case when reset.type = 'WantUnmet' and met_by.met is null then reset.why else 'not-answered' end as why
from alive a
join life v on v.person = a.person and v.type = 'WantVoiced' and v.first <= a.day
left join lateral (
  select l.type, l.seq, l.facts ->> 'why' as why from life l where l.person = a.person and l.facts ->> 'want' = v.facts ->> 'want' and l.first <= a.day and l.last >= v.first
    and l.type in ('WantUnmet', 'WantLetGo') order by l.seq desc limit 1
) as reset on true
left join lateral (
  select max(m.seq) as met, count(m.facts ->> 'support') as by_support, max(e.seq) as ended,
    count(*) filter (where m.facts ? 'support' and e.seq is null) as lasting
  from life m
  left join lateral (select e.seq from life e where e.person = m.person and e.type = 'SupportEnded' and e.facts ->> 'support' = m.facts ->> 'support'
    and e.first <= a.day and e.seq > m.seq order by e.seq limit 1) as e on true
  where m.person = a.person and m.type = 'WantMet' and m.facts ->> 'want' = v.facts ->> 'want' and m.first <= a.day and m.last >= v.first
    and m.seq > coalesce(reset.seq, 0)
) as met_by on true
where case when met_by.met is null then reset.type is distinct from 'WantLetGo'
  else by_support > 0 and lasting = 0 and ended > met end;
insert into so select 'wants-open', person, month,
  jsonb_build_object('lifeArea', facts ->> 'lifeArea', 'sector', facts ->> 'sector', 'why', why) from open_want;

-- Compromises.
insert into so
select 'compromises-open', a.person, a.month,
  jsonb_build_object('aboutSector', about.sector, 'wantedSector', c.facts ->> 'wantedSector', 'givenSector', c.facts ->> 'givenSector', 'says', coalesce((
    select l.facts ->> 'says' from life l where l.person = c.person and l.type = 'CompromiseLookedAt' and l.facts ->> 'compromise' = c.facts ->> 'compromise'
      and l.facts ? 'says' and l.first <= a.day and l.seq > c.seq order by l.seq desc limit 1), c.facts ->> 'says'))
from alive a join life c on c.person = a.person and c.type = 'CompromiseMade' and c.first <= a.day
cross join lateral (values (c.facts ->> 'givenSector'), (c.facts ->> 'wantedSector')) as about (sector)
left join lateral (
  select case when l.type = 'CompromiseLookedAt' then (l.facts ->> 'still')::boolean else false end as stands from life l
  where l.person = c.person and l.seq > c.seq and l.first <= a.day and (
    (l.type = 'CompromiseLookedAt' and l.facts ->> 'compromise' = c.facts ->> 'compromise')
    or (l.type in ('WantMet', 'WantLetGo') and l.facts ->> 'want' = c.facts ->> 'want'))
  order by l.seq desc limit 1
) as last on true
where coalesce(last.stands, true);

-- Waiting: planned to start since a day, and neither started nor ended nor declined since.
insert into so
select 'waiting', a.person, a.month, jsonb_build_object(
  'sector', (select s.facts ->> 'sector' from life s where s.person = a.person and s.facts ->> 'support' = w.support and s.facts ? 'sector'
    and s.type in ('SupportPlanned', 'SupportStarted', 'SupportDeclined') order by s.seq limit 1),
  'openFor', case when a.day < months_on(since, 3) then '0-3' when a.day < months_on(since, 6) then '3-6' when a.day < months_on(since, 12) then '6-12' else '12+' end)
from alive a
join lateral (
  select p.facts ->> 'support' as support, min(p.first) as since from life p
  where p.person = a.person and p.type = 'SupportPlanned' and p.facts ->> 'change' = 'start' and p.first <= a.day
    and not exists (select from life s where s.person = p.person and s.type = 'SupportStarted' and s.facts ->> 'support' = p.facts ->> 'support' and s.first <= a.day)
    and not exists (select from life s where s.person = p.person and s.type in ('SupportEnded', 'SupportDeclined')
      and s.facts ->> 'support' = p.facts ->> 'support' and s.first <= a.day and s.seq > p.seq)
  group by 1
) as w on true;

-- Supports that run, with their hours, their cost, and what each rater last said of them.
create table running as
select a.day, a.month, a.person, s.facts ->> 'support' as support, s.facts ->> 'sector' as sector, s.first, s.last,
  coalesce((select (l.facts ->> 'hoursPerWeek')::numeric from life l where l.person = s.person and l.facts ->> 'support' = s.facts ->> 'support'
    and (l.id = s.id or (l.type = 'SupportAdjusted' and l.last >= s.first)) and l.facts ? 'hoursPerWeek' and l.first <= a.day order by l.id <> s.id desc, l.seq desc limit 1), 0) as hours,
  coalesce((select (l.facts ->> 'costPerWeek')::numeric from life l where l.person = s.person and l.facts ->> 'support' = s.facts ->> 'support'
    and (l.id = s.id or (l.type = 'SupportAdjusted' and l.last >= s.first)) and l.facts ? 'costPerWeek' and l.first <= a.day order by l.id <> s.id desc, l.seq desc limit 1), 0) as cost
from alive a join life s on s.person = a.person and s.type = 'SupportStarted' and s.first <= a.day
where coalesce((select l.type from life l where l.person = s.person and l.facts ->> 'support' = s.facts ->> 'support' and l.first <= a.day and l.last >= s.first
  and l.type in ('SupportPaused', 'SupportResumed', 'SupportEnded') order by l.seq desc limit 1), 'SupportResumed') = 'SupportResumed';
insert into so select 'supported', person, month, jsonb_build_object('sector', sector) from running;
insert into so select 'hours-per-week', person, month, jsonb_build_object('sector', sector), hours from running where hours > 0;
insert into so select 'cost-per-week', person, month, jsonb_build_object('sector', sector), cost from running where cost > 0;

create table rating as
select r.*, latest.by, latest.fit from running r
join lateral (
  select distinct on (l.said_by) l.said_by as by, l.facts ->> 'fit' as fit, months_on(greatest(l.first, l.heard), 12) as until from life l
  where l.person = r.person and l.type = 'SupportFitRated' and l.facts ->> 'support' = r.support and l.first <= r.day and l.last >= r.first
  order by l.said_by, l.seq desc
) as latest on latest.until > r.day;
insert into so
select 'fit-' || fit, person, month, case when by = 'person' then jsonb_build_object('sector', sector, 'ratedBy', by) else jsonb_build_object('ratedBy', by) end, 0, by <> 'person'
from rating where fit <> 'not-sure';
insert into so
select 'fit-not-asked', r.person, r.month, jsonb_build_object('sector', sector, 'ratedBy', 'person') from running r
where not exists (select from rating o where o.person = r.person and o.month = r.month and o.support = r.support and o.by = 'person');

-- Reach: what is said of a goal of their own, that is neither paused nor let go, in a year.
create table goal_told as
select o.person, o.month, o.day, o.goal, o.first, g.facts ->> 'towards' = 'keep' as keeping,
  (select l.type from life l where l.person = o.person and l.facts ->> 'goal' = o.goal and l.first <= o.day and l.last >= o.first
    and l.type in ('GoalPaused', 'GoalPickedUpAgain', 'GoalReached', 'GoalLetGo') order by l.seq desc limit 1) as state,
  exists (select from life l where l.person = o.person and l.first <= o.day and months_on(greatest(l.first, l.heard), 12) > o.day
    and ((l.type like 'Goal%' and l.facts ->> 'goal' = o.goal and l.last >= o.first and coalesce(l.facts ->> 'says', '') <> 'could-not-ask')
      or (l.type = 'StillSo' and l.facts ->> 'entry' in (select e.id from life e where e.person = o.person and e.type like 'Goal%' and e.facts ->> 'goal' = o.goal and e.last >= o.first)))) as heard
from own_goal o join life g on g.id = o.id;
create table goal_word as
select t.person, t.month, t.goal, t.keeping, word.*
from goal_told t
join lateral (
  select distinct on (l.said_by = 'person') l.said_by = 'person' as own, case when l.type = 'GoalReached' then 'reached' else l.facts ->> 'says' end as says,
    months_on(greatest(l.first, l.heard), 12) as until
  from life l where l.person = t.person and l.type in ('GoalProgressed', 'GoalReached') and l.facts ->> 'goal' = t.goal and l.first <= t.day and l.last >= t.first
    and coalesce(l.facts ->> 'says', '') <> 'could-not-ask' order by l.said_by = 'person', l.seq desc
) as word on word.until > t.day
where coalesce(t.state, '') not in ('GoalPaused', 'GoalLetGo');
create table goal_moved as
select distinct person, month from (select distinct on (person, month, goal) * from goal_word order by person, month, goal, own desc) as latest
where says in ('reached', 'nearer') or (keeping and says in ('holding', 'same'));
create table long_there as select distinct person, month, sector from running where months_on(first, 6) <= day;
insert into so select 'reach-supported', person, month, jsonb_build_object('sector', sector) from long_there;
insert into so select 'reach-heard', person, month, jsonb_build_object('sector', sector) from long_there
where (person, month) in (select person, month from goal_told where heard and coalesce(state, '') not in ('GoalPaused', 'GoalLetGo'));
insert into so select 'reach-moved', person, month, jsonb_build_object('sector', sector) from long_there where (person, month) in (select person, month from goal_moved);

-- Still.
insert into so
select case when not listened then 'unheard' when fits and not wanting then 'still-steady' else 'still-held' end, person, month, jsonb_build_object('sector', sector)
from (
  select r.person, r.month, r.sector,
    exists (select from life l where l.person = r.person and l.type = 'ConversationHeld' and l.first <= r.day and months_on(greatest(l.first, l.heard), 12) > r.day) as listened,
    exists (select from rating o where o.person = r.person and o.month = r.month and o.support = r.support and o.by = 'person' and o.fit = 'fits') as fits,
    exists (select from open_want w where w.person = r.person and w.month = r.month) as wanting
  from running r
  where not exists (
    select from life l where l.person = r.person and l.first <= r.day and months_on(l.first, 12) > r.day
      and (l.type in ('HomeChanged', 'SupportStarted', 'SupportAdjusted', 'SupportPaused', 'SupportResumed', 'SupportEnded', 'GoalReworded', 'GoalReached', 'GoalLetGo')
        or (l.type = 'GoalProgressed' and l.facts ->> 'says' in ('nearer', 'further', 'different'))))
) as still;

-- Steps, workers, carers.
insert into so
select 'steps-overdue', a.person, a.month, jsonb_build_object('who', s.facts ->> 'who'), 1
from alive a join life s on s.person = a.person and s.type = 'StepAgreed' and s.first <= a.day and (s.facts ->> 'by')::date < a.day
where not exists (select from life l where l.person = s.person and l.type in ('StepTaken', 'StepLetGo') and l.facts ->> 'step' = s.facts ->> 'step'
  and l.first <= a.day and l.last >= s.first);

create table started as
select s.* from life s
where s.type = 'WorkerStarted' and coalesce((select l.type from life l where l.person = s.person and l.facts ->> 'worker' = s.facts ->> 'worker'
  and l.type in ('WorkerStarted', 'WorkerLeft') and l.seq < s.seq order by l.seq desc limit 1), 'WorkerLeft') = 'WorkerLeft';
insert into so
select 'many-workers', person, month, case when role is null then '{}' else jsonb_build_object('role', role) end
from (
  select a.person, a.month, s.facts ->> 'role' as role, count(distinct s.facts ->> 'worker') as workers
  from alive a join started s on s.person = a.person and s.first <= a.day and months_on(s.first, 12) > a.day
  group by grouping sets ((1, 2), (1, 2, 3))
) as fresh where workers >= 3;
insert into so
select 'same-worker', a.person, a.month, jsonb_build_object('role', s.facts ->> 'role')
from alive a join started s on s.person = a.person and months_on(s.first, 12) <= a.day
where not exists (select from life l where l.person = s.person and l.type = 'WorkerLeft' and l.facts ->> 'worker' = s.facts ->> 'worker' and l.seq > s.seq and l.first <= a.day);

create table caring as
select distinct a.person, a.month from alive a
join lateral (
  select distinct on (l.facts ->> 'member') l.type, l.facts from life l
  where l.person = a.person and l.type in ('CircleMemberNamed', 'CircleMemberLeft') and l.first <= a.day order by l.facts ->> 'member', l.seq desc
) as last on last.type = 'CircleMemberNamed' and last.facts ->> 'tie' <> 'animal' and last.facts ->> 'care' in ('me-for-them', 'both');
insert into so select 'carers', person, month, '{}' from caring;
insert into so select 'carers-supported', person, month, '{}' from caring
where exists (select from running r where r.person = caring.person and r.month = caring.month and r.sector = 'carers');

create table counted_now as
select measure, dim, key, area, 'month' as per, month as period, count(distinct person)::int as people, sum(amount)::float8 as amount
from so join there using (person, month)
cross join lateral lines_of(measure, keys, age) as line
where not (apart and dim in ('', 'age'))
group by 1, 2, 3, 4, 6;
