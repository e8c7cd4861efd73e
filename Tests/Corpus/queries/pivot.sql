statement 1
  SELECT t1."closed_on", t1."status" FROM "deals" AS t1
