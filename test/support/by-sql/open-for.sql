-- For how long each want has been open at the end of each month. Each want is gone through from one thing that happened to it to the next: whether it is open,
-- since when, and which supports meet it.

create table befell as
select v.person, v.facts ->> 'want' as want, l.type, l.facts ->> 'support' as support, greatest(l.first, v.first) as day,
  row_number() over (partition by v.person, v.facts ->> 'want' order by l.id <> v.id, l.seq) as nth
from life v
join life l on l.person = v.person and l.last >= v.first and (l.id = v.id or l.type = 'SupportEnded'
  or (l.type in ('WantUnmet', 'WantMet', 'WantLetGo') and l.facts ->> 'want' = v.facts ->> 'want'))
where v.type = 'WantVoiced';
create index on befell (person, want, nth);

create table course as
with recursive course (person, want, nth, day, is_open, since, met_by) as (
  select person, want, nth, day, true, day, '{}'::text[] from befell where nth = 1
  union all
  select next.person, next.want, next.nth, next.day, became.is_open,
    case when became.is_open and not course.is_open then next.day else course.since end,
    case next.type when 'WantMet' then course.met_by || array_remove(array[next.support], null)
      when 'SupportEnded' then array_remove(course.met_by, next.support) else '{}' end
  from course
  join befell next on next.person = course.person and next.want = course.want and next.nth = course.nth + 1
  cross join lateral (
    select case next.type when 'WantUnmet' then true when 'WantMet' then false when 'WantLetGo' then false
      -- A support ended: what it met, and nothing else does, is open again.
      else course.is_open or (course.met_by <> '{}' and array_remove(course.met_by, next.support) = '{}') end as is_open
  ) as became
)
select * from course;
create index on course (person, want);

insert into counted_now
select 'wants-open', 'openFor', months, area, 'month', month, count(distinct person)::int, 0
from (
  select a.person, a.month, case when a.day < months_on(at.since, 3) then '0-3' when a.day < months_on(at.since, 6) then '3-6'
    when a.day < months_on(at.since, 12) then '6-12' else '12+' end as months
  from alive a
  join (select distinct on (person, want) * from befell where nth = 1) as voiced on voiced.person = a.person and voiced.day <= a.day
  join lateral (
    select c.is_open, c.since from course c where c.person = voiced.person and c.want = voiced.want and c.day <= a.day order by c.nth desc limit 1
  ) as at on at.is_open
) as open join there using (person, month)
group by months, area, month;
