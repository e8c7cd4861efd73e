statement 1
  SELECT t1."id", t1."badge", t1."full_name" FROM "staff" AS t1
