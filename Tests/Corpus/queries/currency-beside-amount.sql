statement 1
  SELECT t1."id", t1."amount", t1."currency", t1."tax" FROM "bills" AS t1 WHERE t1."billed_on" >= ? AND t1."billed_on" < ? ORDER BY t1."id"
  ?1 = 2026-01-01
  ?2 = 2026-04-01
