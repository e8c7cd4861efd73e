statement 1
  SELECT t1."minutes", t1."channel", t1."outcome_code" FROM "visits" AS t1 WHERE t1."minutes" >= ?
  ?1 = 0
