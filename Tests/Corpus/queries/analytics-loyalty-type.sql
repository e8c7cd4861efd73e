statement 1
  SELECT t1."id", t1."headcount", t1."score", t1."grade" FROM "firms" AS t1 ORDER BY t1."id"
