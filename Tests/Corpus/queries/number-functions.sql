statement 1
  SELECT t1."name", t1."score", t1."headcount", t1."credit_limit" FROM "firms" AS t1 ORDER BY t1."id"
