statement 1
  SELECT t1."founded", t1."name" FROM "firms" AS t1 WHERE t1."founded" IS NOT NULL ORDER BY t1."id"
