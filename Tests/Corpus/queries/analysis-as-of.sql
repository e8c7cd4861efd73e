statement 1
  SELECT t1."id" FROM "firms" AS t1

statement 2
  SELECT t2."firm_id", t2."closed_on" FROM "deals" AS t2 WHERE (t2."closed_on" >= ?) IS NOT TRUE AND t2."closed_on" < ?
  ?1 = 2026-01-01
  ?2 = 2026-01-01
