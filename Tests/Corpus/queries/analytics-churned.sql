statement 1
  SELECT t1."id" FROM "firms" AS t1 ORDER BY t1."id"

statement 2
  SELECT t2."firm_id", t2."closed_on" FROM "deals" AS t2
