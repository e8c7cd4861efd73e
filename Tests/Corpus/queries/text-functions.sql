statement 1
  SELECT t1."id", t1."name" FROM "firms" AS t1 ORDER BY t1."id"
