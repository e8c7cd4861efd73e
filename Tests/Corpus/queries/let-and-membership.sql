statement 1
  SELECT t1."id", t1j1."id", t1j1."name", t1."visited" FROM "visits" AS t1 LEFT JOIN "firms" AS t1j1 ON t1j1."id" = t1."firm_id" WHERE (t1j1."id" IN (SELECT t202."id" FROM "firms" AS t202 WHERE (t202."id" IN (SELECT t203."firm_id" FROM "visits" AS t203 WHERE t203."visited" >= ? AND t203."visited" < ? AND t203."firm_id" IS NOT NULL)) IS NOT TRUE)) IS NOT TRUE
  ?1 = 2026-01-01
  ?2 = 2026-04-01

statement 2
  SELECT t1."id" FROM "firms" AS t1

statement 3
  SELECT t2."firm_id" FROM "deals" AS t2
