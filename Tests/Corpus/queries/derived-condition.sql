statement 1
  SELECT t1."id", t1."grade", t1."name" FROM "firms" AS t1 WHERE t1."headcount" > ?
  ?1 = 10

statement 2
  SELECT t202."firm_id", t202."closed_on" FROM "deals" AS t202
