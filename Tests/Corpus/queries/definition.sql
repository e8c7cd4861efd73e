statement 1
  SELECT t1."id", t1."name" FROM "firms" AS t1 WHERE (t1."id" IN (SELECT t2."firm_id" FROM "visits" AS t2 WHERE t2."visited" >= ? AND t2."visited" < ? AND t2."firm_id" IS NOT NULL)) IS NOT TRUE
  ?1 = 2026-01-01
  ?2 = 2026-04-01

statement 2
  SELECT t403."firm_id", t403."visited" FROM "visits" AS t403

statement 3
  SELECT t404."firm_id", t404."closed_on" FROM "deals" AS t404
