statement 1
  SELECT t1."code", t1."title" FROM "regions" AS t1 ORDER BY t1."code"
