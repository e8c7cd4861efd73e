statement 1
  SELECT t1."deal_no", t1."fee" FROM "deals" AS t1 WHERE t1."fee" IS NOT NULL ORDER BY t1."deal_no" LIMIT ?
  ?1 = 3

statement 2
  SELECT t1."currency", t1."date", t1."rate" FROM "exchange_rates" AS t1

statement 3
  SELECT t1."currency", t1."date", t1."rate" FROM "exchange_rates" AS t1
