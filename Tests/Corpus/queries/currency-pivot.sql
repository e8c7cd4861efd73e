statement 1
  SELECT t1."currency", t1."amount" FROM "bills" AS t1 WHERE t1."billed_on" >= ? AND t1."billed_on" < ? AND t1."currency" IS NOT NULL
  ?1 = 2026-01-01
  ?2 = 2026-04-01
