statement 1
  SELECT t1."id", t1."name", t1."note" FROM "firms" AS t1
