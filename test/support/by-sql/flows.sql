-- What happened: one row for each time, with the keys it counts in.

create table flow (measure text, person text, day date, keys jsonb, entries int default 0);

insert into flow select 'people-met', person, first, '{}' from met;
insert into flow select 'people-heard', person, life.first, '{}' from life left join died d using (person)
  where type = 'ConversationHeld' and (d.first is null or life.first <= d.first);

insert into flow
select case l.type when 'GoalVoiced' then 'goals-voiced' when 'GoalLetGo' then 'goals-let-go' else 'goals-picked-up-again' end,
  l.person, l.first, jsonb_build_object('lifeArea', voiced.facts ->> 'lifeArea')
from life l join life voiced on voiced.type = 'GoalVoiced' and voiced.person = l.person and voiced.facts ->> 'goal' = l.facts ->> 'goal'
where l.type in ('GoalVoiced', 'GoalLetGo', 'GoalPickedUpAgain');

insert into flow select 'wants-voiced', person, first, jsonb_build_object('lifeArea', facts ->> 'lifeArea', 'sector', facts ->> 'sector')
from life where type = 'WantVoiced';
insert into flow select 'wants-never-asked', person, first,
  jsonb_build_object('lifeArea', facts ->> 'lifeArea', 'sector', facts ->> 'sector', 'neverAsked', facts ->> 'neverAsked')
from life where type = 'WantVoiced' and facts ? 'neverAsked';

insert into flow select 'compromises-made', person, first,
  jsonb_build_object('wantedSector', facts ->> 'wantedSector', 'givenSector', facts ->> 'givenSector', 'says', facts ->> 'says')
from life where type = 'CompromiseMade';

insert into flow select distinct on (s.id) 'came-back', s.person, s.first, jsonb_build_object('sector', s.facts ->> 'sector')
from life s
join life e on e.person = s.person and e.type = 'SupportEnded' and e.facts ->> 'support' <> s.facts ->> 'support'
join life s0 on s0.person = s.person and s0.type = 'SupportStarted' and s0.facts ->> 'support' = e.facts ->> 'support'
where s.type = 'SupportStarted' and s0.facts ->> 'sector' = s.facts ->> 'sector' and s.first between e.first and months_on(e.first, 12);

-- From an end to a start in another sector, on the later day; and out of everything there was at somebody's death.
create table left_sector as
select s.person, s.facts ->> 'sector' as sector, s.first as started, e.first as ended, d.first as died
from life s
left join life e on e.person = s.person and e.type = 'SupportEnded' and e.facts ->> 'support' = s.facts ->> 'support' and e.last >= s.first
left join died d on d.person = s.person
where s.type = 'SupportStarted';
insert into flow
select 'moves', l.person, greatest(l.ended, s.first), jsonb_build_object('outOf', l.sector, 'into', s.facts ->> 'sector')
from left_sector l join life s on s.person = l.person and s.type = 'SupportStarted' and s.facts ->> 'sector' <> l.sector
where s.first between l.ended - 28 and l.ended + 28 and (l.died is null or l.ended + 7 < l.died);
insert into flow
select 'moves', person, died, jsonb_build_object('outOf', sector, 'into', 'died') from left_sector
where started <= died and (ended is null or ended + 7 >= died);

-- How much of a support there was after each start or adjustment, and before it.
create table level as
select l.*, sector.sector,
  (select (b.facts ->> 'hoursPerWeek')::numeric from life b where b.person = l.person and b.facts ->> 'support' = l.facts ->> 'support'
    and b.type in ('SupportStarted', 'SupportAdjusted') and b.facts ? 'hoursPerWeek' and b.seq < l.seq order by b.seq desc limit 1) as hours_was,
  (select (b.facts ->> 'costPerWeek')::numeric from life b where b.person = l.person and b.facts ->> 'support' = l.facts ->> 'support'
    and b.type in ('SupportStarted', 'SupportAdjusted') and b.facts ? 'costPerWeek' and b.seq < l.seq order by b.seq desc limit 1) as cost_was
from life l
left join lateral (
  select s.facts ->> 'sector' as sector from life s where s.person = l.person and s.facts ->> 'support' = l.facts ->> 'support'
    and s.type in ('SupportStarted', 'SupportPlanned') and s.facts ? 'sector' order by s.type = 'SupportStarted' desc limit 1
) as sector on true
left join died d on d.person = l.person
where l.type in ('HomeChanged', 'SupportStarted', 'SupportAdjusted', 'SupportPaused', 'SupportResumed', 'SupportEnded')
  and not (l.type = 'SupportEnded' and d.first is not null and abs(d.first - l.first) <= 7);

create table change as
select level.*,
  coalesce((facts ->> 'hoursPerWeek')::numeric, hours_was) as hours_is, coalesce((facts ->> 'costPerWeek')::numeric, cost_was) as cost_is
from level;
alter table change add direction text;
update change set direction = case type
  when 'HomeChanged' then 'move' when 'SupportStarted' then 'start' when 'SupportEnded' then 'end'
  when 'SupportPaused' then 'pause' when 'SupportResumed' then 'resume'
  else case when hours_is > hours_was then 'more' when hours_is < hours_was then 'less'
    when cost_is > cost_was then 'more' when cost_is < cost_was then 'less' end end;

insert into flow select 'changes', person, first, jsonb_build_object('ledBy', led_by, 'direction', direction), 1 from change;

-- Large by one step alone: steps that only add up to a quarter are in added-up.sql.
create table large as
select c.*,
  coalesce((
    select c.first - p.first from life p
    where p.person = c.person and p.type = 'SupportPlanned' and p.facts ->> 'support' = c.facts ->> 'support' and p.facts ->> 'change' = c.direction
      and p.seq < c.seq and not exists (
        select from change other where other.person = c.person and other.facts ->> 'support' = c.facts ->> 'support'
          and other.direction = c.direction and other.seq > p.seq and other.seq < c.seq and c.first - other.first > 28)
    order by p.seq limit 1),
    (c.facts ->> 'noticeDays')::int) as notice
from change c
where (c.type = 'HomeChanged' and c.facts ->> 'choice' in ('not-mine', 'not-asked')) or c.type = 'SupportEnded'
  or (c.type = 'SupportAdjusted' and case when hours_was is not null then 4 * hours_is <= 3 * hours_was and hours_is < hours_was
    else 4 * cost_is <= 3 * cost_was and cost_is < cost_was end);

insert into flow
select case when (type = 'SupportEnded' and not (facts ->> 'planned')::boolean) or notice < 28 then 'sudden-changes'
  when notice is null then 'notice-unknown' else 'gradual-changes' end,
  person, first, jsonb_build_object('sector', sector, 'ledBy', led_by), 1
from large;

insert into flow select 'reviews-held', person, first, '{}', 1 from life where type = 'ReviewHeld';
insert into flow select 'reviews-without-change', r.person, r.first, '{}', 1 from life r
where r.type = 'ReviewHeld' and not exists (
  select from life l where l.person = r.person and l.first between r.first and r.first + 28
    and (l.type ~ '^(Want|Goal|Step|Support|Compromise)' or l.type in ('HomeChanged', 'PossibilityShown')));

insert into flow select case l.type when 'StepAgreed' then 'steps-agreed' else 'steps-taken' end, l.person, l.first,
  jsonb_build_object('who', agreed.facts ->> 'who'), 1
from life l join life agreed on agreed.type = 'StepAgreed' and agreed.person = l.person and agreed.facts ->> 'step' = l.facts ->> 'step'
where l.type in ('StepAgreed', 'StepTaken');

insert into flow select 'decisions', person, first,
  jsonb_build_object('decidedBy', facts ->> 'decidedBy', 'personWanted', facts ->> 'personWanted', 'about', facts ->> 'about'), 1
from life where type = 'DecisionMade';
insert into flow select 'missed-by-us', person, first, '{}' from life where type = 'ConversationMissed' and facts ->> 'by' in ('us', 'both');
insert into flow select 'stories-retold', person, first, '{}' from life where type = 'StoryRetold';
insert into flow select 'hand-overs', person, first, jsonb_build_object('from', facts -> 'from' ->> 'sector', 'to', facts -> 'to' ->> 'sector')
from life where type = 'HandedOver';
insert into flow select 'turned-away', person, first, jsonb_build_object('by', facts -> 'by' ->> 'sector', 'reason', facts ->> 'reason')
from life where type = 'TurnedAway';

-- Each no, and the services it points at: a sector and, where it was said, the organisation.
create table pointed as
select l.person, l.seq, l.first, l.facts -> 'by' ->> 'sector' as by, l.facts -> 'by' ->> 'organisation' as by_whom, towards, towards_whom
from life l
cross join lateral (
  select l.facts -> 'sentTo' ->> 'sector' as towards, l.facts -> 'sentTo' ->> 'organisation' as towards_whom where l.facts ? 'sentTo'
  union all
  select towards, null from (values ('stop-using', 'drug-and-alcohol'), ('be-stable', 'mental-health'), ('have-address', 'housing'), ('have-address', 'homelessness'),
    ('have-diagnosis', 'health'), ('have-diagnosis', 'mental-health')) as first (must, towards)
  where not l.facts ? 'sentTo' and must = l.facts ->> 'mustFirst'
) as at
where l.type = 'TurnedAway';

insert into flow
select 'deadlocks', a.person, min(b.first),
  jsonb_build_object('pair', case when array_position(sectors.all_of, a.by) <= array_position(sectors.all_of, b.by) then a.by || '+' || b.by else b.by || '+' || a.by end)
from pointed a
join pointed b on b.person = a.person and b.seq > a.seq and a.towards = b.by and b.towards = a.by and a.by <> b.by
  and (a.towards_whom = b.by_whom) is not false and (b.towards_whom = a.by_whom) is not false and b.first <= months_on(a.first, 12)
cross join (select array['family-and-friends', 'community', 'universal', 'voluntary', 'shared-lives', 'homeshare', 'personal-assistant', 'home-care',
  'supported-living', 'extra-care', 'day-support', 'short-breaks', 'reablement', 'residential', 'nursing', 'carers', 'advocacy', 'health', 'mental-health',
  'drug-and-alcohol', 'homelessness', 'housing', 'employment', 'education', 'children''s-services', 'criminal-justice', 'equipment', 'other'] as all_of) as sectors
group by a.person, 4;

insert into flow select 'workers-left', l.person, l.first, jsonb_build_object('role', s.facts ->> 'role')
from life l
join lateral (
  select s.facts from life s where s.person = l.person and s.type = 'WorkerStarted' and s.facts ->> 'worker' = l.facts ->> 'worker'
  order by s.first <= l.first desc, s.seq desc limit 1
) as s on true
left join died d on d.person = l.person
where l.type = 'WorkerLeft' and (d.first is null or l.first <= d.first);
