-- What is counted in wards, added up to districts and the county: at the end of a month everybody is in one ward, so that nobody is added twice.

create table lies_in as select * from (values
  ('X10000101', 'X10000101'), ('X10000101', 'X10000100'), ('X10000101', 'X10000001'),
  ('X10000102', 'X10000102'), ('X10000102', 'X10000100'), ('X10000102', 'X10000001'),
  ('X10000201', 'X10000201'), ('X10000201', 'X10000200'), ('X10000201', 'X10000001'),
  ('X10000202', 'X10000202'), ('X10000202', 'X10000200'), ('X10000202', 'X10000001')) as area (ward, area);
alter table there add constraint in_one_ward unique (person, month);

create table counted as
select measure, dim, key, lies_in.area, per, period, sum(people)::int as people, round(sum(amount)::numeric, 2)::float8 as amount
from (select * from counted_flow union all select * from counted_now) as in_wards join lies_in on lies_in.ward = in_wards.area
group by 1, 2, 3, 4, 5, 6;
