statement 1
  SELECT t1."id", t1."grade", t1."headcount", t1."name" FROM "firms" AS t1
