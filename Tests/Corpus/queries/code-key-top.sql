statement 1
  SELECT t1."plate", t1."seats" FROM "cars" AS t1
