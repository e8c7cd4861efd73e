statement 1
  SELECT t1."id", t1."grade", t1."name", t1."headcount" FROM "firms" AS t1 WHERE t1."grade" = ?
  ?1 = "best"

statement 2
  SELECT t102."id", t102."headcount", t102."name", t102."grade" FROM "firms" AS t102 WHERE t102."headcount" > ?
  ?1 = 20
