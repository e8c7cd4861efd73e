statement 1
  SELECT t1."id", t1."headcount", t1."credit_limit", t1."name" FROM "firms" AS t1
