statement 1
  SELECT t1."grade", t1."name" FROM "firms" AS t1 WHERE t1."grade" = ? ORDER BY t1."id"
  ?1 = "good"
