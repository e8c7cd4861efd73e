statement 1
  SELECT t1."id", t1."outcome_code" FROM "visits" AS t1 WHERE (t1."outcome_code" IN (?, ?) OR t1."outcome_code" IS NULL) ORDER BY t1."id"
  ?1 = 2
  ?2 = 3
