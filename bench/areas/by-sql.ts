// Questions asked of the record by SQL as plain as can be, over the facts in its bodies. They take what they like from the county that is measured: days are
// exact there, nobody dies, and nothing but conversations is taken back. $1 are the areas; $2 and $3 the first month and the last.

/** Which area was responsible for whom, from which day until which; and what was withdrawn. */
export const home = `
with there as (
  select stream, first, area, coalesce(lead(first) over (partition by stream order by first, revision), 'infinity') as until, min(born) over (partition by stream) as born
  from (
    select stream, revision, (body::jsonb #>> '{clear,happened,from}')::date as first, (body::jsonb #>> '{clear,facts,birthYear}')::int as born,
      coalesce(body::jsonb #>> '{clear,facts,responsible}', body::jsonb #>> '{clear,facts,area}') as area
    from record where type = 'PersonMet' or (type = 'HomeChanged' and body::jsonb #>> '{clear,facts,responsible}' is not null)
  ) as home
), withdrawn as (
  select (body::jsonb #>> '{clear,facts,entry}')::uuid as id from record where type = 'EntryWithdrawn'
), month_end as (
  select (month + interval '1 month - 1 day')::date as day, to_char(month, 'YYYY-MM') as period
  from generate_series(($2 || '-01')::timestamp, ($3 || '-01')::timestamp, '1 month') as month
), `

const spelt = { month: 'YYYY-MM', quarter: 'YYYY-"Q"Q', year: 'YYYY' } as const

/** People to whom something happened in each period; by a fact of it, or by how old they become. */
export function inKey({ type, per, key }: { type: string; per: keyof typeof spelt; key?: string }): string {
  const age = `case when born is null then 'not-known' when extract(year from ends) - born < 18 then 'under-18' when extract(year from ends) - born < 65 then '18-64' else '65+' end`
  const by = key === undefined ? `''` : key === 'age' ? age : `key`
  const length = per === 'quarter' ? '3 months' : `1 ${per}`
  return `
happened as (
  select stream, day, key, (date_trunc('${per}', day) + interval '${length}' - interval '1 day')::date as ends
  from (
    select stream, (body::jsonb #>> '{clear,happened,from}')::date as day, body::jsonb #>> '{clear,facts,${key ?? 'where'}}' as key
    from record where type = '${type}' and id not in (select id from withdrawn)
  ) as each
)
select to_char(day, '${spelt[per]}') as period, ${by} as key, count(distinct stream)::int as people
from happened join there using (stream)
where there.first <= ends and ends < until and area = any($1) and to_char(day, 'YYYY-MM') between $2 and $3
group by 1, 2`
}

/** People with a support that runs at the end of each month, by sector. */
export const running = `
started as (
  select stream, body::jsonb #>> '{clear,facts,support}' as support, body::jsonb #>> '{clear,facts,sector}' as key, (body::jsonb #>> '{clear,happened,from}')::date as began
  from record where type = 'SupportStarted'
), ended as (
  select body::jsonb #>> '{clear,facts,support}' as support, (body::jsonb #>> '{clear,happened,from}')::date as ended from record where type = 'SupportEnded'
)
select period, key, count(distinct stream)::int as people
from month_end
join started on began <= day
left join ended using (support)
join there using (stream)
where (ended is null or ended > day) and there.first <= day and day < until and area = any($1)
group by 1, 2`

const openAtEnd = `
voiced as (
  select stream, body::jsonb #>> '{clear,facts,want}' as want, body::jsonb #>> '{clear,facts,lifeArea}' as life_area, body::jsonb #>> '{clear,facts,sector}' as sector,
    (body::jsonb #>> '{clear,happened,from}')::date as voiced
  from record where type = 'WantVoiced'
), said as (
  select want, type, day, coalesce(lead(day) over (partition by want order by day, revision), 'infinity') as until
  from (
    select body::jsonb #>> '{clear,facts,want}' as want, type, (body::jsonb #>> '{clear,happened,from}')::date as day, revision
    from record where type in ('WantVoiced', 'WantUnmet', 'WantMet')
  ) as each
), open as (
  select period, stream, life_area, sector
  from month_end
  join voiced on voiced <= day
  join said on said.want = voiced.want and said.day <= month_end.day and month_end.day < said.until
  join there using (stream)
  where said.type <> 'WantMet' and there.first <= month_end.day and month_end.day < there.until and area = any($1)
)`

/** People with an open want at the end of each month, by life area. */
export const open = `${openAtEnd}
select period, life_area as key, count(distinct stream)::int as people from open group by 1, 2`

/** The same, by life area and sector. */
export const openBySector = `${openAtEnd}
select period, life_area, sector, count(distinct stream)::int as people from open group by 1, 2, 3`

export const starts = `
started as (
  select stream, body::jsonb #>> '{clear,facts,support}' as support, body::jsonb #>> '{clear,facts,sector}' as sector, (body::jsonb #>> '{clear,happened,from}')::date as day
  from record where type = 'SupportStarted'
), `

/** People who went from one sector to another, by quarter. */
export const ends = `
ended as (
  select stream, support, (body::jsonb #>> '{clear,happened,from}')::date as day
  from (select stream, body, body::jsonb #>> '{clear,facts,support}' as support from record where type = 'SupportEnded') as each
), moved as (
  select l.stream, l.sector as out_of, s.sector as came_to, greatest(e.day, s.day) as day
  from ended e join started l using (stream, support) join started s on s.stream = e.stream and s.sector <> l.sector and s.day between e.day - 28 and e.day + 28
)
select to_char(day, 'YYYY-"Q"Q') as period, out_of, came_to, count(distinct stream)::int as people
from moved join there using (stream)
where there.first <= (date_trunc('quarter', day) + interval '3 months - 1 day')::date and (date_trunc('quarter', day) + interval '3 months - 1 day')::date < until
  and area = any($1) and to_char(day, 'YYYY-MM') between $2 and $3
group by 1, 2, 3`
