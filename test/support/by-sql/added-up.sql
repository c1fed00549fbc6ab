-- Large changes that no single step is: steps down that only together come to a quarter within 28 days. Each support is gone through step by step; all that is
-- remembered is since which step they are added up: a start, and a change that was large, begin anew.

create table step as
select c.*, c.facts ->> 'support' as support, row_number() over (partition by c.person, c.facts ->> 'support' order by c.seq) as nth
from change c where c.type in ('SupportStarted', 'SupportAdjusted');
create index on step (person, support, nth);

-- Whether a step leaves three quarters or less of what there was before it, or before one of those since that is at most 28 days older: in hours, else in cost.
create function comes_to_a_quarter(now step, since bigint) returns boolean language sql stable as $$
  select exists (
    select from step earlier
    where earlier.person = now.person and earlier.support = now.support and earlier.type = 'SupportAdjusted'
      and earlier.nth between since and now.nth and now.first - earlier.first <= 28
      and case when now.hours_was is not null and now.hours_is is not null
        then 4 * now.hours_is <= 3 * earlier.hours_was and now.hours_is < earlier.hours_was
        else 4 * now.cost_is <= 3 * earlier.cost_was and now.cost_is < earlier.cost_was end) $$;

create table walked as
with recursive walk (id, person, support, nth, since, begins_anew, is_large) as (
  select id, person, support, nth, nth, type = 'SupportStarted', type = 'SupportAdjusted' and comes_to_a_quarter(step, nth) from step where nth = 1
  union all
  select step.id, step.person, step.support, step.nth, summed.since, step.type = 'SupportStarted' or summed.large, summed.large
  from walk
  join step on step.person = walk.person and step.support = walk.support and step.nth = walk.nth + 1
  cross join lateral (
    select since, step.type = 'SupportAdjusted' and comes_to_a_quarter(step, since) as large
    from (select case when walk.begins_anew then step.nth else walk.since end as since) as from_here
  ) as summed
)
select * from walk;

-- How such a change came. A plan for less is for the first step down after it and for those in the 28 days after that.
create table added_up as
select s.*, coalesce(
  (select s.first - p.first from life p
    where p.person = s.person and p.type = 'SupportPlanned' and p.facts ->> 'support' = s.support and p.facts ->> 'change' = 'less' and p.seq < s.seq
      and (select s.first - min(used.first) from change used
        where used.person = s.person and used.facts ->> 'support' = s.support and used.direction = 'less' and used.seq > p.seq and used.seq <= s.seq) <= 28
    order by p.seq limit 1),
  (s.facts ->> 'noticeDays')::int) as notice
from walked w join step s using (id)
where w.is_large and s.id not in (select id from large);

insert into flow
select case when notice < 28 then 'sudden-changes' when notice is null then 'notice-unknown' else 'gradual-changes' end,
  person, first, jsonb_build_object('sector', sector, 'ledBy', led_by), 1
from added_up;
