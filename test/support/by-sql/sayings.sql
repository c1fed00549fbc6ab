-- Of all that was said of each of the person's own goals in a period: the latest of their own, else the latest of anybody's.

create table saying as
select l.person, l.first as day, l.facts ->> 'goal' as goal, l.seq, l.said_by = 'person' as own, g.facts ->> 'lifeArea' as life_area,
  case when l.type = 'GoalReached' then 'goals-reached'
    when l.facts ->> 'says' in ('nearer', 'further') then 'goals-' || (l.facts ->> 'says')
    when l.facts ->> 'says' in ('holding', 'same') and g.facts ->> 'towards' = 'keep' then 'goals-held' end as measure
from life l join life g on g.person = l.person and g.type = 'GoalVoiced' and g.facts ->> 'goal' = l.facts ->> 'goal' and g.facts ->> 'whose' = 'person'
where l.type in ('GoalProgressed', 'GoalReached') and coalesce(l.facts ->> 'says', '') <> 'could-not-ask';

create function period_of(day date, per text) returns text language sql immutable as $$
  select case per when 'month' then to_char(day, 'YYYY-MM') when 'quarter' then to_char(day, 'YYYY-"Q"Q') else to_char(day, 'YYYY') end $$;
create function last_month_of(day date, per text) returns text language sql immutable as $$
  select to_char(date_trunc(per, day) + ('1 ' || case per when 'quarter' then 'month' else per end)::interval
    + case per when 'quarter' then interval '2 months' else interval '0' end - interval '1 day', 'YYYY-MM') $$;

create table counted_flow as
with each as (
  select per, period_of(day, per) as period, last_month_of(day, per) as month, person, measure, keys, entries
  from flow, unnest(array['month', 'quarter', 'year']) as per
  union all
  select per, period, month, person, measure, jsonb_build_object('lifeArea', life_area), 0
  from (
    select distinct on (per, period_of(day, per), person, goal) per, period_of(day, per) as period, last_month_of(day, per) as month, person, measure, life_area
    from saying, unnest(array['month', 'quarter', 'year']) as per
    order by per, period_of(day, per), person, goal, own desc, seq desc
  ) as latest where measure is not null
)
select measure, dim, key, area, per, period, count(distinct person)::int as people, sum(entries)::float8 as amount
from each join there using (person, month)
cross join lateral lines_of(measure, keys, age) as line
group by 1, 2, 3, 4, 5, 6;
