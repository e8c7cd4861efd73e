statement 1
  SELECT t1."grade", t1."headcount" FROM "firms" AS t1 WHERE t1."grade" IS NOT NULL
