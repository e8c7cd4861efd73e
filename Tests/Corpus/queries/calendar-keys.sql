statement 1
  SELECT t1."visited" FROM "visits" AS t1
