statement 1
  SELECT t1."id", t1."name" FROM "firms" AS t1 ORDER BY t1."id"

statement 2
  SELECT t2."firm_id", t2."closed_on" FROM "deals" AS t2

statement 3
  SELECT t3."firm_id" FROM "visits" AS t3 WHERE t3."channel" = ?
  ?1 = "meeting"
