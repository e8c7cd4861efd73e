statement 1
  SELECT t1."grade", t1."name" FROM "firms" AS t1 WHERE (t1."grade" IN (?, ?) OR t1."grade" IN (?)) ORDER BY t1."id"
  ?1 = "good"
  ?2 = "best"
  ?3 = "poor"
