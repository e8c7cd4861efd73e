statement 1
  SELECT t1w."deal_no", t1w."fee" FROM (SELECT t1.rowid AS r FROM "deals" AS t1 WHERE t1."fee" IS NOT NULL ORDER BY t1."deal_no" LIMIT ?) AS t1n CROSS JOIN "deals" AS t1w ON t1w.rowid = t1n.r ORDER BY t1w."deal_no"
  ?1 = 3

statement 2
  SELECT t1."currency", t1."date", t1."rate" FROM "exchange_rates" AS t1

statement 3
  SELECT t1."currency", t1."date", t1."rate" FROM "exchange_rates" AS t1
