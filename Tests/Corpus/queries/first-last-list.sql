statement 1
  SELECT t1."id", t1."name" FROM "firms" AS t1 ORDER BY t1."id"

statement 2
  SELECT t2."firm_id", t2."deal_no", t2."closed_on", t2."fee" FROM "deals" AS t2
