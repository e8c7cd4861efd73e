statement 1
  SELECT t1."id", t1."billed_on", t1."currency", t1."amount" FROM "bills" AS t1 WHERE t1."billed_on" < ? AND t1."currency" IS NOT NULL ORDER BY t1."id"
  ?1 = 2026-03-07

statement 2
  SELECT t1."currency", t1."date", t1."rate" FROM "exchange_rates" AS t1

statement 3
  SELECT t1."currency", t1."date", t1."rate" FROM "exchange_rates" AS t1

statement 4
  SELECT t1."currency", t1."date", t1."rate" FROM "exchange_rates" AS t1

statement 5
  SELECT t1."currency", t1."date", t1."rate" FROM "exchange_rates" AS t1
