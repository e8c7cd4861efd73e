statement 1
  SELECT t1."id" FROM "firms" AS t1

statement 2
  SELECT t2."firm_id", t2."closed_on" FROM "deals" AS t2 WHERE t2."closed_on" < ?
  ?1 = 2026-04-01
